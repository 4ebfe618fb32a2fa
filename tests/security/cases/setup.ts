import { request as httpRequest } from 'node:http';
import { expect } from 'vitest';
import { type RawAnswer, type RawError, sendQuery } from '../../support/http.js';
import type { Env } from '../../support/process.js';
import { type Product, startProduct, type TestUser } from '../../support/product.js';
import { openSocket } from '../../support/raw-socket.js';

/** A server in production mode with every limit on, and two people on it. */
export interface Target extends AsyncDisposable {
  product: Product;
  url: string;
  user: TestUser;
  stranger: TestUser;
  /** Sends a request over HTTP and over WebSocket; what comes back tells nothing of the machine. */
  ask(request: GraphQLRequest, token?: string): Promise<Answers>;
  /** The codes of the errors, which are the same over both transports; empty where there are none. */
  codes(request: GraphQLRequest, token?: string): Promise<unknown[]>;
}

export interface GraphQLRequest {
  query: string;
  variables?: unknown;
  operationName?: string;
}
interface Result {
  data?: Record<string, unknown> | null;
  errors?: RawError[];
}
export interface Answers {
  http: RawAnswer;
  socket: Result;
}

/** The limits are on, and wide enough for what the cases of one file ask for. */
const WIDE: Env = {
  RATE_LIMITS: 'on',
  RATE_LIMIT_REQUESTS: '100000/1m',
  RATE_LIMIT_LOGINS_PER_ADDRESS: '1000/1m',
  RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: '1000/1m',
};

export async function startTarget(options: { workers?: number; env?: Env } = {}): Promise<Target> {
  const product = await startProduct({ workers: options.workers ?? 0, env: { ...WIDE, ...options.env } });
  const url = product.apis[0]?.url ?? '';
  const [user, stranger] = await Promise.all([product.buildUser(), product.buildUser()]);
  async function ask(request: GraphQLRequest, token?: string): Promise<Answers> {
    const http = await sendQuery(url, request, token);
    expectInert(http.text);
    const socket = await askSocket(url, request, token);
    expectInert(JSON.stringify(socket));
    return { http, socket };
  }
  return {
    product,
    url,
    user,
    stranger,
    ask,
    async codes(request, token) {
      const { http, socket } = await ask(request, token);
      expect(codesOf(socket)).toEqual(codesOf(http.json));
      return codesOf(http.json);
    },
    [Symbol.asyncDispose]: () => product[Symbol.asyncDispose](),
  };
}

export const codesOf = ({ errors }: Result) => (errors ?? []).map(({ extensions }) => extensions.code);

async function askSocket(url: string, payload: GraphQLRequest, token?: string): Promise<Result> {
  const socket = await openSocket(url, token === undefined ? {} : { token });
  socket.send({ type: 'subscribe', id: '1', payload });
  const message = await socket.next();
  socket.close();
  return message.type === 'error' ? { errors: message.payload as RawError[] } : (message.payload as Result);
}

/** What was answered, without what is left of the caller's rate limits: that differs from one answer to the next. */
export function told({ data, errors }: Result): string {
  return JSON.stringify({ data, errors });
}

/** Names of drivers and stores, stacks, paths, hashes and hints. */
const TELLTALES =
  /node_modules|file:\/\/|\.[jt]s:\d|\bat \S+ \(|stacktrace|mongo|E11000|BSON|CastError|ObjectId|redis|ECONN|bcrypt|\$2[aby]\$|Did you mean|Maximum call stack/i;

/** The rule for all cases: an answer tells nothing of the machine that it came from. */
export function expectInert(text: string) {
  expect(text).not.toMatch(TELLTALES);
}

/** A request with headers that fetch would not send; answers with status and text. */
export function sendRaw(
  url: string,
  options: { method?: string; headers?: string[] | Record<string, string>; body?: string },
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { method = 'POST', body } = options;
    const request = httpRequest(url, { method, headers: options.headers as never }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}
