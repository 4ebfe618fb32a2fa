import { type Job, JobEndError, type JobHandle, type SmartContent } from '@smart-content/client';
import { JobEnd, JobProgress } from '@smart-content/client/operations';
import type { Context } from './context.js';
import { EXIT, Failure } from './failure.js';

export interface WatchOptions {
  /** The job as it was when the watching began. */
  job: Pick<Job, 'status' | 'scheduledFor'>;
  /** Whether Ctrl-C cancels the job; otherwise it only ends the watching. */
  cancels: boolean;
}

/**
 * Prints the text of a job while it is written, until the job ends. With `--json` each message of the API is a line, and
 * the last line is the event.
 * @returns the exit code
 */
export async function watch(
  client: SmartContent,
  id: string,
  context: Context,
  options: WatchOptions,
): Promise<number> {
  const handle = client.job(id);
  let stopping = false;
  const interrupted = onInterrupt(handle, context, options.cancels, () => {
    stopping = true;
  });
  const watched = context.out.json ? printMessages(client, id, context) : printText(handle, context, options);
  const ended = watched.then(
    (code) => (stopping ? interrupted : code),
    (error) => {
      // The end of a job that this command cancels is no failure.
      if (stopping) return interrupted;
      throw error;
    },
  );
  return Promise.race([interrupted, ended]);
}

/** Resolves once Ctrl-C is handled. A second one ends the process at once. */
function onInterrupt(
  handle: JobHandle,
  { out, interrupts }: Context,
  cancels: boolean,
  begin: () => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    interrupts.onFirst(() => {
      begin();
      if (!cancels) return resolve(EXIT.interrupted);
      out.note('\nCanceling the job …');
      handle.cancel().then(
        () => {
          out.note('Canceled.');
          resolve(EXIT.interrupted);
        },
        (error) =>
          reject(new Failure(EXIT.interrupted, error.code, `The job was not canceled: ${error.message}`)),
      );
    });
  });
}

async function printMessages(client: SmartContent, id: string, { out }: Context): Promise<number> {
  for await (const data of client.subscribe(JobProgress, { jobId: id })) out.data(data);
  for await (const data of client.subscribe(JobEnd, { jobId: id })) {
    out.data(data);
    return data.jobCompleted.job.status === 'COMPLETED' ? EXIT.done : EXIT.failed;
  }
  throw new Error('The API ended the subscription before the job ended.');
}

async function printText(handle: JobHandle, { out, host }: Context, { job }: WatchOptions): Promise<number> {
  let text = '';
  let status = job.status;
  let attempt = 0;
  const sameTerminal = host.stdout.isTTY && host.stderr.isTTY;
  const showState = () => {
    // Not while a text is printed to the same terminal.
    if (!(sameTerminal && text !== '')) out.state(inWords(status, attempt, job.scheduledFor));
  };
  const clock = setInterval(showState, 1_000);
  try {
    showState();
    for await (const piece of handle.progress) {
      ({ status, attempt } = piece);
      if (piece.reset && text !== '') {
        if (!text.endsWith('\n')) out.write('\n');
        out.note(
          piece.attempt > 1 ? `(attempt ${piece.attempt}: the text begins again)` : '(the text begins again)',
        );
      }
      text = piece.whole;
      if (piece.text) out.write(piece.text);
      showState();
    }
  } finally {
    clearInterval(clock);
    out.state('');
  }
  if (text !== '' && !text.endsWith('\n')) out.write('\n');
  try {
    const { finishReason } = await handle.result;
    if (finishReason === 'LENGTH') out.note('The text was cut off: it reached the maximum length.');
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof JobEndError)) throw error;
    throw new Failure(EXIT.failed, error.code, `${error.message} (${error.code})`);
  }
}

function inWords(status: Job['status'], attempt: number, scheduledFor: string): string {
  const seconds = Math.ceil((Date.parse(scheduledFor) - Date.now()) / 1_000);
  if (status === 'QUEUED') {
    return seconds > 0
      ? `Starts in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}. Ctrl-C cancels.`
      : 'Waiting for a worker …';
  }
  if (status === 'RETRYING') return `Attempt ${attempt} failed, another one follows …`;
  return `Writing${attempt > 1 ? ` (attempt ${attempt})` : ''} …`;
}
