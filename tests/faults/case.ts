import { setTimeout as delay } from 'node:timers/promises';
import type { JobRecord } from '../../src/modules/jobs/model/job.model.js';
import type { Proc } from './proc.js';
import type { Rig, RigOptions } from './rig.js';

export interface FaultCase {
  number: number;
  name: string;
  /** Whether it is one of the few that run with every test. */
  quick?: boolean;
  /** Without it: one API, one worker, quick settings. */
  rig?: RigOptions;
  /** Longest time that everything may take to end well once the case is through, in milliseconds; 30 s by default. */
  settleMs?: number;
  /** Does the harm, and says what was done and measured. @throws where what it looks for is not so */
  run(rig: Rig): Promise<string>;
}

/** A sign of life that a case waits for. @throws after the limit, in milliseconds */
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

/** @throws where the case has no such process */
export function first(procs: Proc[]): Proc {
  const [proc] = procs.filter(({ over }) => !over);
  if (!proc) throw new Error('there is no such process');
  return proc;
}

export const many = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

/** Asks one API something over HTTP, and gives what it answers within the limit, in milliseconds. */
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

/** The id of the job that a generateContent was answered with; empty where it was refused. */
export function jobIdOf(answer: { body: { data?: unknown } } | undefined): string {
  return (answer?.body.data as { generateContent?: { id: string } } | null)?.generateContent?.id ?? '';
}

export async function readiness(url: string): Promise<Record<string, boolean>> {
  const response = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(5_000) });
  return (await response.json()) as Record<string, boolean>;
}
