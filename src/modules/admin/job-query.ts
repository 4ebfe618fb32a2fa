import { trusted } from 'mongoose';
import { validate as isUuid } from 'uuid';
import { checkText } from '../../graphql/input.js';
import { parseObjectId } from '../../infra/object-id.js';
import { ContentType } from '../../writing/content-type.js';
import { BY_FAILURE, BY_OWNER, BY_OWNERS_FAILURE, BY_STATUS, JobStatus } from '../jobs/model/job.model.js';
import type { AdminJobFilter } from './admin-job.types.js';

/** A query on the jobs of all users, and the index that it reads. */
export interface JobQuery {
  filter: Record<string, unknown>;
  /** Undefined for a search by words of prompts or by id. */
  hint: Record<string, 1 | -1> | undefined;
}

const LONGEST_SEARCH = 200;
const STATUSES = Object.values(JobStatus);
const TYPES = Object.values(ContentType);

/**
 * Makes a query that reads as many jobs as it returns, newest first: MongoDB merges the ranges of each status and type,
 * so a filter that leaves one of them out names all of its values. Null if nothing can match.
 * @throws BAD_USER_INPUT
 */
export function jobQuery(input: AdminJobFilter): JobQuery | null {
  const search = input.search == null ? '' : checkText('search', input.search, 0, LONGEST_SEARCH).trim();
  const userId = input.userId == null ? undefined : parseObjectId(input.userId);
  if (userId === null) return null;
  const filter: Record<string, unknown> = {
    status: trusted({ $in: input.status?.length ? input.status : STATUSES }),
    ...(userId && { userId }),
    ...(input.errorCode && { 'error.code': input.errorCode }),
  };
  const { createdAfter, createdBefore } = input;
  if (createdAfter || createdBefore) {
    filter.createdAt = trusted({
      ...(createdAfter && { $gte: createdAfter }),
      ...(createdBefore && { $lt: createdBefore }),
    });
  }
  if (search !== '') {
    if (input.type) filter.type = input.type;
    if (isUuid(search)) return { filter: { ...filter, _id: search.toLowerCase() }, hint: undefined };
    return { filter: { ...filter, $text: trusted({ $search: allWords(search) }) }, hint: undefined };
  }
  // No index has the type of all jobs of a user: a job changes its status often, and each index costs.
  if (userId && !input.errorCode) {
    if (input.type) filter.type = input.type;
    return { filter, hint: BY_OWNER };
  }
  filter.type = trusted({ $in: input.type ? [input.type] : TYPES });
  if (!input.errorCode) return { filter, hint: BY_STATUS };
  return { filter, hint: userId ? BY_OWNERS_FAILURE : BY_FAILURE };
}

/** As MongoDB's text search takes them: it requires each that is quoted. */
const allWords = (search: string) =>
  search
    .split(/[\s"\\]+/)
    .filter(Boolean)
    .map((word) => `"${word}"`)
    .join(' ');
