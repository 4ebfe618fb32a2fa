import { createChatClient } from './openai-chat.js';
/**
 * @throws {Error} with fixed words when the base URL, key or app URL can't make a request at all. That is a
 * fault of the configuration, found when the process starts rather than with the first job.
 */
export function createTextProvider(settings) {
    return createChatClient(settings);
}
//# sourceMappingURL=text-provider.js.map