import type { ContentContext } from '../content/content-context.js';
import type { GenerationService } from './generation.service.js';

/** What the resolvers of jobs use. */
export interface JobsContext extends ContentContext {
  requestId: string;
  generation: GenerationService;
}
