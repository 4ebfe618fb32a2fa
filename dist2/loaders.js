import DataLoader from 'dataloader';
/** Loaders batch and cache what one answer needs; they must not outlive it. Each is made when it is first used. */
export function createLoaders({ contents }) {
    let savedContent;
    return {
        get savedContent() {
            savedContent ??= new DataLoader((keys) => contents.savedFromJobs(keys), {
                cacheKeyFn: ({ userId, jobId }) => `${userId} ${jobId}`,
            });
            return savedContent;
        },
    };
}
//# sourceMappingURL=loaders.js.map