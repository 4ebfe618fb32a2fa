import { request as httpRequest } from 'node:http';
import { expect } from 'vitest';
import { type RawAnswer, type RawError, sendQuery } from '../../support/http.js';
import type { Env } from '../../support/process.js';
import { type Product, startProduct, type TestUser } from '../../support/product.js';
import { openSocket } from '../../support/raw-socket.js';

/** A server in production mode with all limits enabled, and two users. */
export interface Target extends AsyncDisposable {
  product: Product;
  url: string;
  user: TestUser;
  stranger: TestUser;
  /** Sends a request over HTTP and over WebSocket. The response must reveal nothing about the server. */
  ask(request: GraphQLRequest, token?: string): Promise<Answers>;
  /** The codes of the errors, the same over both transports. Empty if there are none. */
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

/** The limits are enabled, and high enough for the requests of one file. */
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

/** The response without the remaining rate limits, which differ between responses. */
export function comparable({ data, errors }: Result): string {
  return JSON.stringify({ data, errors });
}

/** Names of drivers and stores, stacks, paths, hashes and hints. */
const TELLTALES =
  /node_modules|file:\/\/|\.[jt]s:\d|\bat \S+ \(|stacktrace|mongo|E11000|BSON|CastError|ObjectId|redis|ECONN|bcrypt|\$2[aby]\$|Did you mean|Maximum call stack/i;

/** The rule for all cases: a response reveals nothing about the server. */
export function expectInert(text: string) {
  expect(text).not.toMatch(TELLTALES);
}

/** Sends a request with headers that fetch does not permit. Returns the status and the text. */
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
