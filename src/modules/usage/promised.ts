import type { ClientSession, Types } from 'mongoose';
import { nativeCollection } from '../../infra/mongo.js';
import { countCharacters } from '../../text/text.js';
import type { ContentType } from '../../writing/content-type.js';
import { effortOf, FORMS } from '../../writing/forms.js';
import type { TextLength } from '../../writing/options/options.js';
import { type JobModel, type JobRecord, JobStatus, UNFINISHED } from '../jobs/model/job.model.js';

/** What the unfinished jobs of a user may still use: an estimate. */
interface Promised {
  tokens: number;
  usd: number;
}

/** A job that is about to be created. */
export type NewJob = Pick<JobRecord, 'type' | 'prompt' | 'options'>;

type Count = {
  _id: { type: ContentType; length: TextLength | null };
  jobs: number;
  characters: number;
};
type Mean = { _id: ContentType; mean: number };

/** A usual number of characters for a token of English. */
const CHARACTERS_PER_TOKEN = 4;
/** The latest jobs, of all users and types, that the mean cost of a job is taken from. */
const RECENT = 500;
/** How long that mean is used, in milliseconds. */
const MEANS_MS = 5_000;

const instructionsOf = (type: ContentType) => {
  const { instructions, lead = '' } = FORMS[type];
  return instructions().length + lead.length;
};

/** The strings that options, and the text that a job changes or continues, add to a prompt. */
const MORE_CHARACTERS = [
  '$basis.text',
  '$basis.instruction',
  '$basis.change.text',
  '$options.audience',
  '$options.toneDescription',
  '$options.brandVoice.description',
  {
    $reduce: {
      input: { $ifNull: ['$options.brandVoice.samples', []] },
      initialValue: '',
      in: { $concat: ['$$value', '$$this'] },
    },
  },
].map((text) => ({ $strLenCP: { $ifNull: [text, ''] } }));

/** The same for a job that is not stored yet. It counts as much once it is stored. */
function charactersOf({ prompt, options }: NewJob): number {
  const { audience, toneDescription, brandVoice } = options ?? {};
  const { description, samples = [] } = brandVoice ?? {};
  const texts = [prompt, audience, toneDescription, description, ...samples];
  return texts.reduce((sum, text) => sum + countCharacters(text ?? ''), 0);
}

/**
 * Estimates what jobs in the queue may use: the tokens of the prompt, by its length, with `maxTokens`; and the mean cost
 * of recent jobs of the same type, 0 where no cost was reported.
 */
export function createPromises(jobs: JobModel) {
  let means: { at: number; of: Promise<Map<ContentType, number>> } | null = null;

  async function readMeans(): Promise<Map<ContentType, number>> {
    const found = await nativeCollection<JobRecord>(jobs)
      .aggregate<Mean>([
        // Ids are ordered by time.
        { $sort: { _id: -1 } },
        { $limit: RECENT },
        { $match: { status: JobStatus.COMPLETED } },
        { $project: { type: 1, cost: { $sum: '$attemptHistory.usage.costUsd' } } },
        { $match: { cost: { $gt: 0 } } },
        { $group: { _id: '$type', mean: { $avg: '$cost' } } },
      ])
      .toArray();
    return new Map(found.map(({ _id, mean }) => [_id, mean]));
  }

  function recentMeans() {
    if (means && Date.now() - means.at < MEANS_MS) return means.of;
    const of = readMeans();
    means = { at: Date.now(), of };
    of.catch(() => {
      means = null;
    });
    return of;
  }

  return async (
    userId: Types.ObjectId,
    maxTokens: number,
    session?: ClientSession,
    more: readonly NewJob[] = [],
  ): Promise<Promised> => {
    const counts = await nativeCollection<JobRecord>(jobs)
      .aggregate<Count>(
        [
          { $match: { userId, status: { $in: UNFINISHED } } },
          {
            $group: {
              _id: { type: '$type', length: { $ifNull: ['$options.length', null] } },
              jobs: { $sum: 1 },
              characters: {
                $sum: { $add: [{ $strLenCP: { $ifNull: ['$prompt', ''] } }, ...MORE_CHARACTERS] },
              },
            },
          },
        ],
        { ...(session && { session }) },
      )
      .toArray();
    for (const job of more) {
      const { type, options } = job;
      counts.push({ _id: { type, length: options?.length ?? null }, jobs: 1, characters: charactersOf(job) });
    }
    if (counts.length === 0) return { tokens: 0, usd: 0 };
    const costs = await recentMeans();
    const tokens = counts.reduce((sum, { _id: { type, length }, jobs: count, characters }) => {
      const prompts = (characters + count * instructionsOf(type)) / CHARACTERS_PER_TOKEN;
      const effort = effortOf({ type, options: { ...(length && { length }) } });
      return sum + prompts + count * maxTokens * effort;
    }, 0);
    return {
      // Round the sum, so that it does not depend on how the jobs are grouped.
      tokens: Math.ceil(tokens),
      usd: counts.reduce((sum, { _id, jobs: count }) => sum + count * (costs.get(_id.type) ?? 0), 0),
    };
  };
}
