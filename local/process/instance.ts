import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/** How other commands in this checkout reach the running API and its servers. */
export interface InstanceFacts {
  url: string;
  /** The settings with which its processes reach MongoDB, Redis and the model. */
  env: Record<string, string>;
}

export interface Instance {
  /** Publishes the facts to other commands. */
  announce(facts: InstanceFacts): Promise<void>;
  release(): Promise<void>;
}

/** Another process uses this checkout's data. */
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
 * Claims this checkout's data for this process. A file names the process, and a port that it listens on shows that it
 * is alive: the port closes however the process ends, so the file of a killed process blocks no other.
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
  // Only its user may read how to reach the servers.
  const write = (content: InstanceRecord) => writeFile(file, JSON.stringify(content), { mode: 0o600 });
  const release = async () => {
    await rm(file, { force: true });
    server.close();
  };
  for (let tries = 1; ; tries++) {
    // Each process writes first and then reads, so of two concurrent starts at least one sees the other.
    await write(record);
    const other = await liveRecord(root, id);
    if (!other) return { announce: (facts) => write({ ...record, facts }), release };
    await rm(file, { force: true });
    if (other.facts || tries === TRIES) {
      await release();
      const where = other.facts ? ` (${other.facts.url})` : '';
      throw new AlreadyRunning(
        `npm start already runs in this checkout${where}: stop process ${other.pid} first`,
      );
    }
    await delay(PAUSE_MS * tries * (1 + Math.random()));
  }
}

/** How to reach the instance of this checkout; null if there is none, or it is not ready yet. */
export async function runningInstance(root: string): Promise<InstanceFacts | null> {
  return (await liveRecord(root))?.facts ?? null;
}

/** The record of a live process. Removes the records of dead ones. */
async function liveRecord(root: string, except?: string): Promise<InstanceRecord | null> {
  const directory = runDirectory(root);
  const names = await readdir(directory).catch(() => []);
  for (const name of names.filter((candidate) => candidate !== `${except}.json`)) {
    const file = join(directory, name);
    const content = await readFile(file, 'utf8').catch(() => '');
    const record = parse(content);
    if (record && (await answers(record))) return record;
    // An incomplete record is being written; its process removes it.
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

/** Whether the process that wrote the record is alive. It must return its id: the port may belong to another process. */
function answers({ id, port }: InstanceRecord): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    let received = '';
    socket.setTimeout(ANSWER_LIMIT_MS, () => socket.destroy());
    socket.on('data', (data) => {
      received += data;
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(received === id));
  });
}
