import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/** What runs in this checkout: how other commands of it reach its API and its servers. */
export interface InstanceFacts {
  url: string;
  /** The settings by which its processes reach MongoDB, Redis and the model. */
  env: Record<string, string>;
}

export interface Instance {
  /** Tells other commands how to reach it. */
  announce(facts: InstanceFacts): Promise<void>;
  release(): Promise<void>;
}

/** Another process keeps this checkout's data. */
export class AlreadyRunning extends Error {}

const recordSchema = z.object({
  id: z.string(),
  pid: z.int(),
  port: z.int(),
  facts: z.object({ url: z.string(), env: z.record(z.string(), z.string()) }).optional(),
});
type InstanceRecord = z.output<typeof recordSchema>;

const ANSWER_LIMIT_MS = 1_000;
const TRIES = 4;
const PAUSE_MS = 100;

const runDirectory = (root: string) => join(root, '.data', 'run');

/**
 * Takes this checkout's data for this process alone. A file says who has them, and a port of that process, which closes
 * however the process ends, whether that is still so: no file of a process that was killed holds anybody up.
 * @throws AlreadyRunning
 */
export async function claimInstance(root: string): Promise<Instance> {
  const directory = runDirectory(root);
  await mkdir(directory, { recursive: true });
  const id = randomUUID();
  const server = createServer((socket) => socket.on('error', () => {}).end(id)).unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const record: InstanceRecord = { id, pid: process.pid, port: (server.address() as AddressInfo).port };
  const file = join(directory, `${id}.json`);
  // Others than its user need not know how to reach its servers.
  const write = (content: InstanceRecord) => writeFile(file, JSON.stringify(content), { mode: 0o600 });
  const release = async () => {
    await rm(file, { force: true });
    server.close();
  };
  for (let tries = 1; ; tries++) {
    // Each writes first and looks then, so of two that start together at least one sees the other; both may.
    await write(record);
    const other = await liveRecord(root, id);
    if (!other) return { announce: (facts) => write({ ...record, facts }), release };
    await rm(file, { force: true });
    if (other.facts || tries === TRIES) {
      await release();
      const where = other.facts ? ` (${other.facts.url})` : '';
      throw new AlreadyRunning(`This checkout runs already${where}: end process ${other.pid} first`);
    }
    await delay(PAUSE_MS * tries * (1 + Math.random()));
  }
}

/** How to reach what runs in this checkout; null where nothing does, or it is not ready yet. */
export async function runningInstance(root: string): Promise<InstanceFacts | null> {
  return (await liveRecord(root))?.facts ?? null;
}

/** The record of a process that lives; those of others are removed. */
async function liveRecord(root: string, except?: string): Promise<InstanceRecord | null> {
  const directory = runDirectory(root);
  const names = await readdir(directory).catch(() => []);
  for (const name of names.filter((candidate) => candidate !== `${except}.json`)) {
    const file = join(directory, name);
    const content = await readFile(file, 'utf8').catch(() => '');
    const record = parse(content);
    if (record && (await answers(record))) return record;
    // Half of one is being written by somebody who looks after it.
    if (record) await rm(file, { force: true });
  }
  return null;
}

function parse(content: string): InstanceRecord | null {
  try {
    return recordSchema.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

/** Whether the process that wrote the record is there: the port alone may be another one's by now. */
function answers({ id, port }: InstanceRecord): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    let said = '';
    socket.setTimeout(ANSWER_LIMIT_MS, () => socket.destroy());
    socket.on('data', (data) => {
      said += data;
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(said === id));
  });
}
