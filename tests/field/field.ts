import { randomUUID } from 'node:crypto';
import { Register } from '../../examples/demo/operations.js';
import type { Proc } from '../faults/proc.js';
import type { Rig, RigOptions } from '../faults/rig.js';
import { createApiClient } from '../support/api-client.js';
import type { Env } from '../support/process.js';
import { type RawAnswer, send, sendBody } from '../support/raw-http.js';
import { openSocket } from '../support/raw-socket.js';

/** One thing that the field sends, and what must become of it. A new one is a new entry of a list in `cases`. */
export interface Example {
  /** What is sent, in a line. */
  sent: string;
  /** The line that `now` must give, or what it must look like. */
  right: string | RegExp;
  /** Sends it to the product as it runs, and says in a line what came back. What it throws is said too. */
  now(field: Field): Promise<string>;
}

/** The examples of one section. */
export interface Section {
  title: string;
  examples: Example[];
  /** Of the processes that are asked; without it one API and one worker. */
  rig?: RigOptions;
}

/** Somebody with an account. */
export interface Person {
  email: string;
  password: string;
  token: string;
}

/** A GraphQL request, whatever its parameters are. */
export type Request = Record<string, unknown>;

/** The product as it runs, for the examples of a section. */
export interface Field {
  rig: Rig;
  /** Of the GraphQL endpoint. */
  url: string;
  origin: string;
  /** Whoever sends what has no other sender. */
  person: Person;
  register(input?: { name?: string; email?: string; password?: string }): Promise<Person>;
  post(request: Request, person?: Person): Promise<RawAnswer>;
  /** By GET, with a header that makes Apollo take it. */
  get(parameters: Record<string, string>): Promise<RawAnswer>;
  /** The first answer over a WebSocket of its own. */
  overSocket(payload: Request): Promise<RawAnswer>;
  /** What an API of its own says while it has these settings; it ends afterwards. */
  withApi(env: Env, look: (api: Proc) => Promise<string>): Promise<string>;
  withWorker(env: Env, look: (worker: Proc) => Promise<string>): Promise<string>;
}

export async function createField(rig: Rig): Promise<Field> {
  const url = rig.apis[0]?.url ?? '';
  const register: Field['register'] = async (input = {}) => {
    const account = {
      name: 'Ada',
      email: `${randomUUID()}@example.com`,
      password: 'correct horse',
      ...input,
    };
    const { token } = (await createApiClient(url).request(Register, { input: account })).register;
    return { ...account, token };
  };
  const person = await register();
  const during = async (start: () => Promise<Proc>, look: (proc: Proc) => Promise<string>) => {
    const proc = await start();
    try {
      return await look(proc);
    } finally {
      await proc.kill();
    }
  };
  return {
    rig,
    url,
    origin: new URL(url).origin,
    person,
    register,
    post: (request, { token } = person) =>
      sendBody(url, JSON.stringify(request), { authorization: `Bearer ${token}` }),
    get: (parameters) =>
      send(`${url}?${new URLSearchParams(parameters)}`, {
        headers: { authorization: `Bearer ${person.token}`, 'apollo-require-preflight': '1' },
      }),
    async overSocket(payload) {
      const socket = await openSocket(url, { Authorization: `Bearer ${person.token}` });
      socket.send({ type: 'subscribe', id: '1', payload });
      const message = await socket.next();
      socket.close();
      const json = message.type === 'error' ? { errors: message.payload } : message.payload;
      return { status: 101, text: JSON.stringify(json), json } as RawAnswer;
    },
    withApi: (env, look) => during(() => rig.startApi(env), look),
    withWorker: (env, look) => during(() => rig.startWorker(env), look),
  };
}

/** An answer in a line: its status, and its data or the codes of its errors. */
export const lineOf = ({ status, text, json }: RawAnswer): string =>
  `${status} ${json.errors ? json.errors.map(({ extensions }) => extensions.code).join() : text}`;

/** The same several times over: a document that comes again is run another way than the first time. */
export async function times(count: number, send: () => Promise<string>): Promise<string> {
  const lines: string[] = [];
  for (let turn = 0; turn < count; turn++) lines.push(await send());
  return new Set(lines).size === 1 ? `${count} x ${lines[0]}` : lines.join(' | ');
}

export const thrice = (send: () => Promise<RawAnswer>) => times(3, async () => lineOf(await send()));

/** The words of a start that was refused; `starts` where it wasn't. */
export async function refusalOf(start: Promise<unknown>): Promise<string> {
  try {
    await start;
    return 'starts';
  } catch (error) {
    const [, ...lines] = (error as Error).message.trim().split('\n');
    const told = lines.map(messageOf);
    return told.join('; ');
  }
}

function messageOf(line: string): string {
  try {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
    return [msg, err?.message].filter(Boolean).join(': ');
  } catch {
    return line;
  }
}
