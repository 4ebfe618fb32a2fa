import DataLoader from 'dataloader';
import type { Content } from '../modules/content/content.types.js';
import type { Services } from './context.js';

export interface Loaders {
  /** The owner's saved piece of a job, many jobs in one read. Keyed by owner and job. */
  readonly savedContent: DataLoader<{ userId: string; jobId: string }, Content | null, string>;
}

/** Loaders batch and cache what one answer needs; they must not outlive it. Each is made when it is first used. */
export function createLoaders({ contents }: Pick<Services, 'contents'>): Loaders {
  let savedContent: Loaders['savedContent'] | undefined;
  return {
    get savedContent() {
      savedContent ??= new DataLoader((keys) => contents.savedFromJobs(keys), {
        cacheKeyFn: ({ userId, jobId }) => `${userId} ${jobId}`,
      });
      return savedContent;
    },
  };
}
