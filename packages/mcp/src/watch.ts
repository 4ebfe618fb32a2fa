import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { type Job, type JobHandle, type SmartContent, SmartContentError } from '@smart-content/client';
import { JobEnd } from '@smart-content/client/operations';
import { failed, failure } from './failure.js';
import { createProgress, type Extra } from './progress.js';

/** The state of a connection to an MCP client. */
export interface Connection {
  /** Whether it has ended. Its requests are aborted then, which cancels no job. */
  closed: boolean;
}

/** Waits for the end of a job. @param aborted called if the caller cancels, or its connection ends */
export async function watched(
  client: SmartContent,
  id: string,
  extra: Extra,
  aborted: () => void,
): Promise<CallToolResult> {
  const { signal } = extra;
  const progress = createProgress(client, id, extra);
  const ends = client.subscribe(JobEnd, { jobId: id });
  const stop = () => {
    progress.stop();
    void ends.return?.();
    aborted();
  };
  signal.addEventListener('abort', stop, { once: true });
  // The caller may have canceled while the job was being accepted.
  if (signal.aborted) stop();
  try {
    await progress.done;
    const { value: end } = await ends.next();
    if (!end) return failed(failure('CANCELED', `The call for job ${id} was canceled.`));
    return resultOf(end.jobCompleted);
  } finally {
    signal.removeEventListener('abort', stop);
    progress.stop();
    void ends.return?.();
  }
}

function resultOf(event: { cursor: string; occurredAt: string; job: Job }): CallToolResult {
  const { job } = event;
  const structuredContent = { ...event };
  if (job.status === 'COMPLETED') {
    const cut = job.finishReason === 'LENGTH' ? ' It was cut off: it reached the maximum length.' : '';
    return {
      content: [
        { type: 'text', text: job.generatedContent ?? '' },
        { type: 'text', text: `This is the text of job ${job.id}.${cut}` },
      ],
      structuredContent,
    };
  }
  if (job.status === 'CANCELED')
    return failed(failure('CANCELED', `Job ${job.id} was canceled.`), structuredContent);
  const { code, message } = job.error ?? { code: 'INTERNAL', message: 'The job failed.' };
  return failed(failure(code, `Job ${job.id} failed. ${message}`), structuredContent);
}

/** The API may be away at this moment. */
const TRIES = 6;
const PAUSE_MS = 500;

/** Cancels a job whose caller is gone. An error is logged, because there is no caller to return it to. */
export async function cancel(handle: JobHandle): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await handle.cancel();
      return;
    } catch (error) {
      const { code } = error instanceof SmartContentError ? error : { code: 'INTERNAL' };
      // The job ended first.
      if (code === 'CONFLICT') return;
      if (code !== 'NETWORK' || tries === TRIES) {
        process.stderr.write(`smart-content-mcp: job ${handle.id} was not canceled: ${error}\n`);
        return;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** tries));
  }
}
