import { randomUUID } from 'node:crypto';
import { Register } from '../../examples/demo/operations.js';
import type { Proc } from '../faults/proc.js';
import type { Rig, RigOptions } from '../faults/rig.js';
import { createApiClient } from '../support/api-client.js';
import type { Env } from '../support/process.js';
import { type RawAnswer, send, sendBody } from '../support/raw-http.js';
import { openSocket } from '../support/raw-socket.js';

/** One real input, and the expected result. A new one is a new entry of a list in `cases`. */
export interface Example {
  /** What is sent, in one line. */
  sent: string;
  /** The expected line of `now`, or a pattern for it. */
  right: string | RegExp;
  /** Sends it to the running product, and returns the result in one line. Its errors are reported as well. */
  now(field: Field): Promise<string>;
}

/** The examples of one section. */
export interface Section {
  title: string;
  examples: Example[];
  /** Settings of the processes. The default is one API and one worker. */
  rig?: RigOptions;
}

/** A registered user. */
export interface Person {
  email: string;
  password: string;
  token: string;
}

/** A GraphQL request with any parameters. */
export type Request = Record<string, unknown>;

/** The running product, for the examples of a section. */
export interface Field {
  rig: Rig;
  /** The URL of the GraphQL endpoint. */
  url: string;
  origin: string;
  /** The user of all requests without another one. */
  person: Person;
  register(input?: { name?: string; email?: string; password?: string }): Promise<Person>;
  post(request: Request, person?: Person): Promise<RawAnswer>;
  /** Sends it by GET, with a header that Apollo requires. */
  get(parameters: Record<string, string>): Promise<RawAnswer>;
  /** The first response over a new WebSocket. */
  overSocket(payload: Request): Promise<RawAnswer>;
  /** The result on a separate API with these settings, which is stopped afterwards. */
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

/** A response in one line: its status, and its data or the codes of its errors. */
export const lineOf = ({ status, text, json }: RawAnswer): string =>
  `${status} ${json.errors ? json.errors.map(({ extensions }) => extensions.code).join() : text}`;

/** Sends a request several times, because a repeated document is executed in another way than the first one. */
export async function times(count: number, send: () => Promise<string>): Promise<string> {
  const lines: string[] = [];
  for (let turn = 0; turn < count; turn++) lines.push(await send());
  return new Set(lines).size === 1 ? `${count} x ${lines[0]}` : lines.join(' | ');
}

export const thrice = (send: () => Promise<RawAnswer>) => times(3, async () => lineOf(await send()));

/** The message of a start that failed, or `starts`. */
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
