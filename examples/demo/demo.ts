import { randomUUID } from 'node:crypto';
import {
  type ContentType,
  createSmartContent,
  type Job,
  JobEndError,
  type JobHandle,
  type SmartContent,
} from '@smart-content/client';
import { SaveJob } from '@smart-content/client/operations';
import WebSocket from 'ws';
import { childLines, createLocalLog, oneLine } from '../../local/output/log.js';
import { runningInstance } from '../../local/process/instance.js';
import { startLocalMode } from '../../local/supervisor.js';
import { readEnvFile } from '../../src/config/env-file.js';
import { EnvError } from '../../src/config/env-source.js';
import { Register, Search } from './operations.js';
import { createShow } from './show.js';

/** `npm run demo`: the whole path once, with the running API or one that it starts. */

/** The time limit for all three texts, in milliseconds. A small model on two cores is slow. */
const LIMIT_MS = 300_000;
const DELAY_SECONDS = 1;
const INPUTS: { type: ContentType; prompt: string }[] = [
  { type: 'SOCIAL_MEDIA_CAPTION', prompt: 'The first snow of the year in our little coffee shop' },
  { type: 'PRODUCT_DESCRIPTION', prompt: 'A water bottle that keeps tea warm for twelve hours' },
  { type: 'BLOG_POST_OUTLINE', prompt: 'How to start a vegetable garden on a balcony' },
];

const say = (line = '') => console.log(line);

async function main(): Promise<void> {
  const { env, faults } = readEnvFile(process.env);
  if (faults.length > 0) throw new EnvError(faults);
  const root = process.cwd();
  const running = (await runningInstance(root))?.url ?? `http://localhost:${env.PORT || 4000}/graphql`;
  if (await isApi(running)) {
    say(`Using the API at ${running}`);
    return run(running);
  }
  say('No API is running: starting one (the first start downloads its servers and a model of 1.1 GB).');
  const log = createLocalLog({ name: 'demo' });
  const local = await startLocalMode({ root, env, log, onLine: childLines({ verbose: false }) });
  try {
    const ended = local.exited.then(({ reason }) => Promise.reject(new Error(reason)));
    // The time limit of the writing does not include downloads.
    await Promise.race([local.working, ended]);
    for (const [name, what] of Object.entries(local.parts())) say(`${name.padEnd(8)} ${what}`);
    await Promise.race([run(local.url), ended]);
  } finally {
    await local.stop();
  }
}

async function isApi(url: string): Promise<boolean> {
  try {
    const query = encodeURIComponent('{__typename}');
    const headers = { 'apollo-require-preflight': 'true' };
    const response = await fetch(`${url}?query=${query}`, { headers, signal: AbortSignal.timeout(2_000) });
    return ((await response.json()) as { data?: { __typename?: string } }).data?.__typename === 'Query';
  } catch {
    return false;
  }
}

async function run(url: string): Promise<void> {
  const email = `demo-${randomUUID()}@example.com`;
  const input = { name: 'Demo', email, password: randomUUID() };
  const { register } = await createSmartContent({ url }).request(Register, { input });
  say(`\nRegistered ${register.user.email}`);
  const client = createSmartContent({ url, token: register.token, WebSocket });
  try {
    const pieces = await Promise.race([generateAll(client), timeLimit()]);
    await saveAndFind(client, pieces);
    say('\nDone.');
  } finally {
    client.close();
  }
}

async function generateAll(client: SmartContent): Promise<Job[]> {
  const begin = Date.now();
  const handles = [];
  for (const { type, prompt } of INPUTS) {
    const handle = await client.generate({ type, prompt, delaySeconds: DELAY_SECONDS });
    say(`Asked for a ${type}: "${prompt}" (scheduled for ${handle.job.scheduledFor})`);
    handles.push(handle);
  }
  const show = createShow((text) => process.stdout.write(text));
  return Promise.all(
    handles.map(async (handle) => {
      const { type } = handle.job;
      const piece = show.open(type);
      for await (const state of handle.progress) piece.write(state);
      const { job, reason } = await endOf(handle);
      piece.end(`${type} ${job.status} after ${((Date.now() - begin) / 1_000).toFixed(1)} s`);
      if (reason !== null) throw new Error(`${type} ended ${job.status}: ${reason}`);
      return job;
    }),
  );
}

/** A job at its end; `reason` says why there is no text. */
async function endOf({ result }: JobHandle): Promise<{ job: Job; reason: string | null }> {
  try {
    return { job: await result, reason: null };
  } catch (error) {
    if (error instanceof JobEndError) return { job: error.job as Job, reason: error.message };
    throw error;
  }
}

async function saveAndFind(client: SmartContent, [job]: Job[]): Promise<void> {
  if (!job) return;
  const { saveJobToLibrary: saved } = await client.request(SaveJob, { id: job.id });
  say(`\nSaved to the library: "${saved.title}"`);
  const words = saved.body.trim().slice(0, 20);
  const { contents } = await client.request(Search, { search: words });
  if (!contents.edges.some(({ node }) => node.id === saved.id))
    throw new Error(`a search for "${words}" did not find it`);
  say(`Found by a search for "${words}"`);
}

function timeLimit(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`not done after ${LIMIT_MS / 1_000} s`)), LIMIT_MS).unref();
  });
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(`demo: ${oneLine(error)}`);
  process.exit(1);
}
