import { ConnectionError, JobEndError, type SmartContentError } from './errors.js';
import { follow } from './follow.js';
import {
  CancelJobDocument,
  JobEndDocument,
  type JobEndSubscription,
  JobProgressDocument,
  type JobProgressSubscription,
  JobProgressWithEstimatesDocument,
  type JobProgressWithEstimatesSubscription,
  type SmartContentJobFragment,
} from './gql/graphql.js';
import type { Request } from './http.js';
import { Queue } from './queue.js';
import type { Socket } from './socket.js';
import { createTextReader, hasEnded, type JobProgressState, type TextPiece } from './text.js';

export type Job = SmartContentJobFragment;
/** The end of a run. */
export type JobEvent = JobEndSubscription['jobCompleted'];

/** A job of the API. Nothing is subscribed before `text`, `progress` or `result` is used. */
export interface JobHandle {
  readonly id: string;
  /**
   * The text while it is written: pieces to append. A piece with `reset` replaces everything before it. Ends with the
   * job, whatever its outcome. Each loop starts with the text so far.
   */
  readonly text: AsyncIterable<TextPiece>;
  /** The same with the status: also yields each change of it. The last state has a terminal status. */
  readonly progress: AsyncIterable<JobProgressState>;
  /**
   * The finished job, from its event, also if the job ended earlier or during an outage of the connection. Rejects with
   * a JobEndError if it failed or was canceled.
   */
  readonly result: Promise<Job>;
  /** Cancels the job on the server. Returns it with the text so far. */
  cancel(): Promise<Job>;
}

export interface JobOptions {
  /**
   * Whether `progress` has the place in the queue and the expected times while the job waits. A message then follows
   * within about 3 seconds of their change. False by default.
   */
  estimates?: boolean;
}

export interface JobDependencies {
  socket(): Socket;
  request: Request;
}

export function createJobHandle(
  id: string,
  { socket, request }: JobDependencies,
  { estimates = false }: JobOptions = {},
): JobHandle {
  let result: Promise<Job> | undefined;
  return {
    id,
    get progress() {
      return { [Symbol.asyncIterator]: () => progressOf(id, estimates, socket()) };
    },
    get text() {
      return { [Symbol.asyncIterator]: () => textOnly(progressOf(id, false, socket())) };
    },
    get result() {
      result ??= endOf(id, socket);
      return result;
    },
    cancel: async () => (await request(CancelJobDocument, { id })).cancelJob,
  };
}

function progressOf(id: string, estimates: boolean, socket: Socket): AsyncIterableIterator<JobProgressState> {
  return new Queue<JobProgressState>((queue) => {
    const read = createTextReader();
    return follow<JobProgressSubscription | JobProgressWithEstimatesSubscription>({
      socket,
      query: String(estimates ? JobProgressWithEstimatesDocument : JobProgressDocument),
      variables: () => ({ jobId: id }),
      next({ jobProgress }) {
        queue.push(read(jobProgress));
        return hasEnded(jobProgress.status);
      },
      end: (error) => queue.end(error),
    });
  });
}

function textOnly(states: AsyncIterableIterator<JobProgressState>): AsyncIterableIterator<TextPiece> {
  return {
    async next() {
      for (;;) {
        const { done, value } = await states.next();
        if (done) return { done, value: undefined };
        const { status: _, ...piece } = value as JobProgressState;
        if (piece.text !== '' || piece.reset) return { done: false, value: piece };
      }
    },
    async return() {
      await states.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function endOf(id: string, socket: () => Socket): Promise<Job> {
  let event: JobEvent | undefined;
  await new Promise<void>((resolve, reject) => {
    follow<JobEndSubscription>({
      socket: socket(),
      query: String(JobEndDocument),
      variables: () => ({ jobId: id }),
      next({ jobCompleted }) {
        event = jobCompleted;
        return true;
      },
      end: (error?: SmartContentError) => (error ? reject(error) : resolve()),
    });
  });
  if (!event) throw new ConnectionError('CLOSED', 'The client was closed before the job ended.');
  const { job } = event;
  if (job.status === 'COMPLETED') return job;
  if (job.status === 'CANCELED') throw new JobEndError('CANCELED', 'The job was canceled.', job);
  throw new JobEndError(job.error?.code ?? 'INTERNAL', job.error?.message ?? 'The job failed.', job);
}
