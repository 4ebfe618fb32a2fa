import type { Behaviour } from '../../support/upstream-behaviours.js';
import { expectThat, type FaultCase, readJob, until, untilStatus } from '../case.js';
import type { Rig } from '../rig.js';

async function oneJob(rig: Rig, ...behaviours: Behaviour[]) {
  const owner = rig.owners[0] ?? (await rig.buildOwner());
  const before = rig.upstream.requests.length;
  rig.upstream.enqueue(...behaviours);
  const start = Date.now();
  const id = await owner.generate();
  const ended = await until('the end', async () => {
    const job = await readJob(rig, id);
    return job && ['COMPLETED', 'FAILED'].includes(job.status) && job;
  });
  const asked = rig.upstream.requests.slice(before);
  return { id, status: ended.status, code: ended.error?.code, asked, ms: Date.now() - start };
}

/** 19 to 22: a provider that is busy, broken, silent or that rejects requests. */
export const upstreamCases: FaultCase[] = [
  {
    number: 19,
    name: '429 with Retry-After and without',
    rig: { env: { WORKER_CONCURRENCY: '1' } },
    async run(rig) {
      const owner = await rig.buildOwner();
      rig.upstream.enqueue({ kind: 'status', status: 429, headers: { 'retry-after': '3' } });
      const refusedId = await owner.generate();
      await until('the refusal', () => rig.upstream.requests.length === 1);
      const other = await owner.generate({ prompt: 'Another' });
      await untilStatus(rig, other, 'COMPLETED');
      const [refused, next] = rig.upstream.requests.map(({ receivedAt }) => receivedAt);
      const pause = (next ?? 0) - (refused ?? 0);
      expectThat(pause >= 2_900, `the next job was begun after ${pause} ms`);
      await untilStatus(rig, refusedId, 'COMPLETED');
      const busy: Behaviour = { kind: 'status', status: 429 };
      const failed = await oneJob(rig, busy, busy, busy);
      expectThat(
        failed.status === 'FAILED' && failed.asked.length === 3,
        `${failed.status} after ${failed.asked.length}`,
      );
      return `Retry-After 3: the next job of the queue begun after ${pause} ms; without: FAILED as ${failed.code} after 3 attempts and ${failed.ms} ms`;
    },
  },
  {
    number: 20,
    name: '500, 502 and 503',
    async run(rig) {
      const results: string[] = [];
      for (const status of [500, 502, 503]) {
        const down: Behaviour = { kind: 'status', status };
        const { asked, code } = await oneJob(rig, down, down, down);
        const [one, two, three] = asked.map(({ receivedAt }) => receivedAt) as [number, number, number];
        expectThat(asked.length === 3, `${asked.length} attempts`);
        expectThat(
          two - one >= 1_000 && three - two >= 2_000,
          `pauses of ${two - one} and ${three - two} ms`,
        );
        results.push(`${status} ${code} (pauses ${two - one} and ${three - two} ms)`);
      }
      return `three attempts each: ${results.join(', ')}`;
    },
  },
  {
    number: 21,
    name: '400, 401 and 404',
    async run(rig) {
      const results: string[] = [];
      // A 400 without a reason may be caused by the option for the usage, so the same attempt sends one request without
      // it.
      for (const [status, requests] of [
        [400, 2],
        [401, 1],
        [404, 1],
      ] as const) {
        const refusals = Array.from({ length: requests }, () => ({ kind: 'status', status }) as const);
        const { asked, code, id } = await oneJob(rig, ...refusals);
        expectThat(code !== undefined, `${status} did not fail`);
        expectThat(asked.length === requests, `${asked.length} requests`);
        const job = await readJob(rig, id);
        expectThat(job?.attempts === 1, `${job?.attempts} attempts`);
        results.push(`${status} ${code}`);
      }
      return `one attempt each: ${results.join(', ')}`;
    },
  },
  {
    number: 22,
    name: 'silence, stalls, trickles, broken and wrong responses',
    rig: { env: { MODEL_TIMEOUT_MS: '1500', MODEL_IDLE_TIMEOUT_MS: '700' } },
    async run(rig) {
      const wrong: Behaviour[] = [
        { kind: 'silent' },
        { kind: 'stallAfter', chunks: [] },
        { kind: 'stallAfter', chunks: ['Half '] },
        { kind: 'trickle', everyMs: 100, what: 'text' },
        { kind: 'trickle', everyMs: 100, what: 'comments' },
        { kind: 'breakAfter', chunks: ['Half '] },
        { kind: 'html' },
        { kind: 'emptyChoices' },
        { kind: 'malformed' },
        { kind: 'invalidUtf8' },
      ];
      const results: string[] = [];
      for (const behaviour of wrong) {
        const { asked, status, id } = await oneJob(rig, behaviour);
        const [request] = asked;
        let freed = false;
        void request?.ended.then(() => {
          freed = true;
        });
        await until('the socket freed', () => freed, 3_000);
        const job = await readJob(rig, id);
        const [lost] = job?.attemptHistory ?? [];
        // Invalid UTF-8 becomes U+FFFD, as in the decoder of the platform. That text is complete.
        const fine = behaviour.kind === 'invalidUtf8' && asked.length === 1;
        expectThat(status === 'COMPLETED', `${behaviour.kind}: ${status}`);
        expectThat(fine || lost?.error !== undefined, `${behaviour.kind}: its first attempt has no error`);
        results.push(`${behaviour.kind} ${lost?.error?.code ?? 'COMPLETED'}`);
      }
      return `each reported by its class, its socket closed, and the next attempt COMPLETED: ${results.join(', ')}`;
    },
  },
];
