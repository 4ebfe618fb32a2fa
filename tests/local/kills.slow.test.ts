import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Register } from '../../examples/demo/operations.js';
import { createApiClient } from '../support/api-client.js';
import { makeCheckout } from '../support/checkout.js';
import { startUpstream } from '../support/upstream.js';

const AddPiece = graphql(`
  mutation AddPiece($title: String!) {
    createContent(input: { title: $title, type: SOCIAL_MEDIA_CAPTION, body: "kept" }) { id }
  }
`);
const AllTitles = graphql(
  `query AllTitles { contents(first: 100, orderBy: OLDEST) { edges { node { title } } } }`,
);

/** `npm run test:kills` sets ten. */
const KILLS = Number(process.env.KILLS ?? 2);
/** In ms: from this to one and a half times the duration of a start. */
const EARLIEST_MS = 100;
const GONE_WITHIN_MS = 5_000;
/** The time of one kill and the next start, on a busy machine. */
const ROUND_LIMIT_MS = 60_000;

it(`a supervisor that is killed at any of ${KILLS} random moments leaves no process, and the next start has all data`, {
  timeout: (KILLS + 1) * ROUND_LIMIT_MS,
}, async () => {
  const upstream = await startUpstream();
  const checkout = await makeCheckout({ BASE_URL: upstream.url });
  const start = () => checkout.start('start.js');

  /** Kills it, and returns how long its processes existed afterwards, in milliseconds. */
  const kill = async (command: ReturnType<typeof start>): Promise<number> => {
    await command.end('SIGKILL');
    const begin = Date.now();
    await expect.poll(() => checkout.processes(), { timeout: GONE_WITHIN_MS }).toEqual([]);
    return Date.now() - begin;
  };

  const startUp = async () => {
    const command = start();
    let out = '';
    command.process.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    await command.printed('Ready after');
    const ready = out.split('\n').find((line) => line.includes('Ready after')) as string;
    return { command, ready: JSON.parse(ready) as { api: string; seconds: number } };
  };

  try {
    const first = await startUp();
    const input = { name: 'Ada', email: 'ada@example.com', password: 'correct horse' };
    const { register } = await createApiClient(first.ready.api).request(Register, { input });
    await kill(first.command);
    const kept: string[] = [];
    const rows: string[] = [];
    for (let round = 1; round <= KILLS; round++) {
      const moment = Math.round(EARLIEST_MS + Math.random() * (first.ready.seconds * 1_500 - EARLIEST_MS));
      const victim = start();
      await delay(moment);
      const gone = await kill(victim);
      const { command, ready } = await startUp();
      const client = createApiClient(ready.api).as(register.token);
      const { contents } = await client.request(AllTitles, {});
      expect(contents.edges.map(({ node }) => node.title)).toEqual(kept);
      expect(await readdir(join(checkout.root, '.data', 'run'))).toHaveLength(1);
      await client.request(AddPiece, { title: `piece ${round}` });
      kept.push(`piece ${round}`);
      // Right after the response: an acknowledged job must still exist.
      const goneReady = await kill(command);
      rows.push(
        `killed at ${moment} ms: gone in ${gone} ms; ready in ${ready.seconds} s, killed again: gone in ${goneReady} ms`,
      );
    }
    console.log(rows.join('\n'));
  } finally {
    await upstream.close();
    await checkout.close();
  }
});
