import { setTimeout as delay } from 'node:timers/promises';
import type { JobRecord } from '../../src/modules/jobs/model/job.model.js';
import type { Proc } from './proc.js';
import type { Rig, RigOptions } from './rig.js';

export interface FaultCase {
  number: number;
  name: string;
  /** Whether the case is one of the few that run with every test. */
  quick?: boolean;
  /** The default is one API, one worker and short intervals. */
  rig?: RigOptions;
  /** The time limit for the recovery after the case, in milliseconds. The default is 30 s. */
  settleMs?: number;
  /** Injects the fault, and returns what was done and measured. @throws if an expectation fails */
  run(rig: Rig): Promise<string>;
}

/** Waits for a condition. @throws after the limit, in milliseconds */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  limitMs = 20_000,
): Promise<T> {
  const start = Date.now();
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() - start > limitMs) throw new Error(`${what}: not within ${limitMs} ms`);
    await delay(10);
  }
}

export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

export const readJob = (rig: Rig, id: string) => rig.mongo.collection<JobRecord>('jobs').findOne({ _id: id });

export const untilStatus = (rig: Rig, id: string, status: string, limitMs?: number) =>
  until(
    `job ${status}`,
    async () => {
      const job = await readJob(rig, id);
      return job?.status === status && job;
    },
    limitMs,
  );

/** @throws if the case has no such process */
export function first(procs: Proc[]): Proc {
  const [proc] = procs.filter(({ over }) => !over);
  if (!proc) throw new Error('there is no such process');
  return proc;
}

export const many = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

/** Sends a request to one API over HTTP, and returns the response within the limit, in milliseconds. */
export async function ask(
  url: string,
  token: string | null,
  query: string,
  variables = {},
  limitMs = 10_000,
) {
  const start = Date.now();
  const response = await fetch(url, {
    method: 'POST',
    signal: AbortSignal.timeout(limitMs),
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as {
    data?: Record<string, never> | null;
    errors?: { extensions?: { code?: string } }[];
  };
  return {
    ms: Date.now() - start,
    status: response.status,
    body,
    code: body.errors?.[0]?.extensions?.code ?? null,
  };
}

/** The job id in a response to generateContent. Empty if it was rejected. */
export function jobIdOf(answer: { body: { data?: unknown } } | undefined): string {
  return (answer?.body.data as { generateContent?: { id: string } } | null)?.generateContent?.id ?? '';
}

export async function readiness(url: string): Promise<Record<string, boolean>> {
  const response = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(5_000) });
  return (await response.json()) as Record<string, boolean>;
}
