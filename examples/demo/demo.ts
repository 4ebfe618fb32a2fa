import { randomUUID } from 'node:crypto';
import { childLines, createLocalLog, oneLine } from '../../local/output/log.js';
import { runningInstance } from '../../local/process/instance.js';
import { startLocalMode } from '../../local/supervisor.js';
import { EnvError } from '../../src/config/env.js';
import { readEnvFile } from '../../src/config/env-file.js';
import { type ApiClient, createApiClient } from './client.js';
import type { ContentType, JobCompletedSubscription } from './gql/graphql.js';
import { DemoProgress, Generate, JobCompleted, Register, SaveJob, Search } from './operations.js';
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

type Completed = JobCompletedSubscription['jobCompleted'];
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
  const anonymous = createApiClient(url);
  const email = `demo-${randomUUID()}@example.com`;
  const input = { name: 'Demo', email, password: randomUUID() };
  const { register } = await anonymous.request(Register, { input });
  say(`\nRegistered ${register.user.email}`);
  const client = anonymous.as(register.token);
  try {
    const pieces = await Promise.race([generateAll(client), timeLimit()]);
    await saveAndFind(client, pieces);
    say('\nDone.');
  } finally {
    await client.close();
  }
}

async function generateAll(client: ApiClient): Promise<Completed[]> {
  const begin = Date.now();
  const jobs = [];
  for (const { type, prompt } of INPUTS) {
    const { generateContent } = await client.request(Generate, {
      input: { type, prompt, delaySeconds: DELAY_SECONDS },
    });
    say(`Asked for a ${type}: "${prompt}" (scheduled for ${generateContent.scheduledFor})`);
    jobs.push(generateContent);
  }
  const show = createShow((text) => process.stdout.write(text));
  return Promise.all(
    jobs.map(async ({ id, type }) => {
      const piece = show.open(type);
      for await (const { data, errors } of client.subscribe(DemoProgress, { jobId: id })) {
        if (!data) throw new Error(`the subscription failed: ${JSON.stringify(errors)}`);
        piece.write(data.jobProgress);
      }
      const completed = await endOf(client, id);
      const { status, error } = completed.job;
      piece.end(`${type} ${status} after ${((Date.now() - begin) / 1_000).toFixed(1)} s`);
      if (status !== 'COMPLETED')
        throw new Error(`${type} ended ${status}: ${error?.message ?? 'no reason given'}`);
      return completed;
    }),
  );
}

async function endOf(client: ApiClient, jobId: string): Promise<Completed> {
  for await (const { data, errors } of client.subscribe(JobCompleted, { jobId })) {
    if (data) return data.jobCompleted;
    throw new Error(`the subscription failed: ${JSON.stringify(errors)}`);
  }
  throw new Error('the subscription ended without the end of the job');
}

async function saveAndFind(client: ApiClient, pieces: Completed[]): Promise<void> {
  const { job } = pieces[0] as Completed;
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
