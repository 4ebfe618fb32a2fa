import DataLoader from 'dataloader';
import type { ContentService } from './content.service.js';
import type { Content } from './content.types.js';

export interface ContentLoaders {
  /** The owner's saved piece of a job, many jobs in one read. Keyed by owner and job. */
  readonly savedContent: DataLoader<{ userId: string; jobId: string }, Content | null, string>;
}

/** ContentLoaders batch and cache what one answer needs; they must not outlive it. Each is made when it is first used. */
export function createContentLoaders({
  contents,
}: {
  contents: Pick<ContentService, 'savedFromJobs'>;
}): ContentLoaders {
  let savedContent: ContentLoaders['savedContent'] | undefined;
  return {
    get savedContent() {
      savedContent ??= new DataLoader((keys) => contents.savedFromJobs(keys), {
        cacheKeyFn: ({ userId, jobId }) => `${userId} ${jobId}`,
      });
      return savedContent;
    },
  };
}
