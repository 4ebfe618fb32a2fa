import type { ContentContext } from '../content/content-context.js';
import type { JobLoaders } from './job-relations.js';
import type { JobsService } from './jobs.service.js';

/** What the resolvers of jobs use. */
export interface JobsContext extends ContentContext {
  requestId: string;
  jobs: JobsService;
  readonly jobLoaders: JobLoaders;
}
