import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';
import type { SmartContent } from '@smart-content/client';
import { JobProgress } from '@smart-content/client/operations';

export type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** The key of the message of `jobProgress` in a notification, as the API sent it, for programs. */
export const PROGRESS_KEY = 'smart-content/progress';

/** The part of the text for the user, in characters. */
const LAST_PART = 200;

/**
 * Sends the text of a job to a caller that requested progress, while it is written. `progress` is the length of the
 * text so far. It must increase: if the text does not grow, as with a new attempt, it is one more than before.
 */
export function createProgress(client: SmartContent, jobId: string, { _meta, sendNotification }: Extra) {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return { done: Promise.resolve(), stop() {} };
  const token = progressToken;
  const messages = client.subscribe(JobProgress, { jobId });
  let text = '';
  let progress = -1;

  async function send() {
    for await (const { jobProgress } of messages) {
      text = text.slice(0, jobProgress.offset) + jobProgress.text;
      progress = Math.max(progress + 1, text.length);
      const message = text === '' ? `Job ${jobId} is ${jobProgress.status}.` : lastPart(text);
      const _meta = { [PROGRESS_KEY]: jobProgress };
      // A caller without a connection gets the result later, but not this.
      await sendNotification({
        method: 'notifications/progress',
        params: { progressToken: token, progress, message, _meta },
      }).catch(() => {});
    }
  }
  return { done: send(), stop: () => void messages.return?.() };
}

function lastPart(text: string): string {
  const characters = Array.from(text.slice(-2 * LAST_PART));
  if (text.length <= LAST_PART) return text;
  return `…${characters.slice(-LAST_PART).join('')}`;
}
