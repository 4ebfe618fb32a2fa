import { setTimeout as delay } from 'node:timers/promises';
import type { EventRecord } from '../../src/modules/events/event.model.js';
import type { JobRecord } from '../../src/modules/jobs/model/job.model.js';
import type { Rig } from './rig.js';

/** What the checks read: the record, the owners and the processes. */
export type Judged = Pick<Rig, 'mongo' | 'owners' | 'stranger' | 'apis' | 'workers'>;

/** What must hold for the record after each case. The names are those of docs/reliability.md. */
export interface Verdict {
  jobs: number;
  faults: string[];
}

const TERMINAL = ['COMPLETED', 'FAILED', 'CANCELED'];
const UNFINISHED = ['QUEUED', 'RETRYING', 'PROCESSING'];

/** Waits until every accepted job has ended and its owner has received the event. Returns the time in milliseconds. */
export async function settle(rig: Judged, limitMs: number): Promise<number> {
  const start = Date.now();
  for (;;) {
    const waiting = await unfinished(rig).catch(() => -1);
    const unheard = rig.owners.reduce(
      (sum, { accepted, follower }) => sum + Math.max(0, accepted.length - follower.seen.length),
      0,
    );
    if ((waiting === 0 && unheard === 0) || Date.now() - start > limitMs) return Date.now() - start;
    await delay(50);
  }
}

const unfinished = (rig: Judged) =>
  rig.mongo.collection('jobs').countDocuments({ status: { $in: UNFINISHED } });

export async function check(rig: Judged): Promise<Verdict> {
  const jobs = await rig.mongo.collection<JobRecord>('jobs').find().toArray();
  const events = await rig.mongo
    .collection<EventRecord>('events')
    .find()
    .sort({ userId: 1, seq: 1 })
    .toArray();
  const byId = new Map(jobs.map((job) => [job._id, job]));
  const faults: string[] = [];
  const fault = (invariant: string, what: string) => void faults.push(`${invariant}: ${what}`);

  for (const owner of rig.owners) {
    for (const id of owner.accepted) {
      const job = byId.get(id);
      if (!job) fault('I1', `job ${id} was accepted and is gone`);
      else if (!TERMINAL.includes(job.status)) fault('I1', `job ${id} is ${job.status}`);
    }
    const own = events.filter(({ userId }) => userId.toHexString() === owner.id);
    own.forEach(({ seq }, index) => {
      if (seq !== index + 1) fault('I2', `event ${seq} stands where ${index + 1} should`);
    });
    const received = owner.follower.seen.map(({ cursor }) => Number(cursor));
    received.forEach((seq, index) => {
      if (seq !== index + 1) fault('I2', `the owner received ${seq} instead of ${index + 1}`);
    });
    if (received.length !== own.length)
      fault('I2', `the owner received ${received.length} of ${own.length} events`);
    for (const { jobId, status, text } of owner.follower.seen) {
      const job = byId.get(jobId);
      if (!job || !owner.accepted.includes(jobId)) fault('I2', `the owner received an event of job ${jobId}`);
      else if (job.status !== status || (job.generatedContent ?? null) !== text)
        fault('I2', `job ${jobId} is ${job.status}, and its event says ${status}`);
    }
  }
  const ends = new Map<string, number>();
  for (const { job, run } of events) {
    const name = `${job.id} run ${run}`;
    ends.set(name, (ends.get(name) ?? 0) + 1);
  }
  for (const [name, count] of ends) if (count > 1) fault('I1', `job ${name} ended ${count} times`);
  if (rig.stranger.follower.seen.length > 0) fault('I2', 'another user received an event');
  const accepted = new Set(rig.owners.flatMap((owner) => owner.accepted));
  for (const { _id } of jobs)
    if (!accepted.has(_id)) fault('I3', `job ${_id} exists and was not acknowledged`);
  for (const proc of [...rig.apis, ...rig.workers]) {
    if (proc.over && !proc.expendable) fault('I6', `a process ended by itself: ${lastLine(proc.output())}`);
  }
  return { jobs: accepted.size, faults };
}

const lastLine = (output: string) => output.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
