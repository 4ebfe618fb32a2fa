import type { RequestLimits } from '../../limits/rate-limits.js';
import type { JobsContext } from '../jobs/jobs-context.js';
import type { BatchesService } from './batches.service.js';

/** What the resolvers of batches use. */
export interface BatchesContext extends JobsContext {
  batches: BatchesService;
  limits: RequestLimits;
}
