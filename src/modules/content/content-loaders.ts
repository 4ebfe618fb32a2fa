import DataLoader from 'dataloader';
import type { ContentService } from './content.service.js';
import type { Content } from './content.types.js';

export interface ContentLoaders {
  /** The text that a job generated, by the id of the piece. */
  readonly generatedText: DataLoader<string, string | null>;
  /** The piece saved from a job, by owner and job; many jobs in one read. */
  readonly savedContent: DataLoader<{ userId: string; jobId: string }, Content | null, string>;
}

/** Loaders batch and cache reads for one response. Do not reuse them. Each is created on first use. */
export function createContentLoaders({
  contents,
}: {
  contents: Pick<ContentService, 'savedFromJobs' | 'originals'>;
}): ContentLoaders {
  let savedContent: ContentLoaders['savedContent'] | undefined;
  let generatedText: ContentLoaders['generatedText'] | undefined;
  return {
    get generatedText() {
      generatedText ??= new DataLoader((ids) => contents.originals(ids));
      return generatedText;
    },
    get savedContent() {
      savedContent ??= new DataLoader((keys) => contents.savedFromJobs(keys), {
        cacheKeyFn: ({ userId, jobId }) => `${userId} ${jobId}`,
      });
      return savedContent;
    },
  };
}
