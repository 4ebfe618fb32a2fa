import type { Client } from 'graphql-ws/client';
import { type Completion, type CompletionsOptions, completions } from './completions.js';
import type { TypedDocument } from './document.js';
import { ConnectionError } from './errors.js';
import { type GenerateContentInput, GenerateDocument } from './gql/graphql.js';
import { createRequest, type Fetch, type Request } from './http.js';
import { createJobHandle, type Job, type JobHandle, type JobOptions } from './job.js';
import { keyed } from './keyed.js';
import { createSession, type SessionOptions } from './session.js';
import { type ConnectionState, createSocket, type Socket, type SocketTiming } from './socket.js';
import { createStore, type Store } from './store.js';
import { type SubscribeOptions, subscribe } from './subscribe.js';

export interface SmartContentOptions extends SessionOptions, Partial<SocketTiming> {
  /** The GraphQL endpoint, `https://…/graphql`. */
  url: string;
  /** Default: the runtime's. Node has one from version 22 on; for earlier versions, pass that of the package `ws`. */
  WebSocket?: unknown;
  /** Default: the runtime's. Pass one that sets `credentials` for a session in the cookies of another origin. */
  fetch?: Fetch;
  /**
   * A graphql-ws client of your own, whose socket is then shared. It controls its token, its pings and its
   * reconnections, and `close` leaves it open. Default: one of this package.
   */
  socket?: Client;
  /** The time limit of a response over HTTP, in milliseconds; 20,000 by default. */
  answerMs?: number;
}

/** The API for one user. All subscriptions share a socket, which opens with the first one. */
export interface SmartContent {
  /** Sends a query or mutation. */
  request: Request;
  /**
   * Creates a job for a text. Sends the request again after a network failure: its idempotency key prevents a second
   * job.
   * @throws ApiError, ConnectionError
   */
  generate(
    input: GenerateContentInput,
  ): Promise<JobHandle & { /** The job as it was accepted. */ readonly job: Job }>;
  /** A job that exists. */
  job(id: string, options?: JobOptions): JobHandle;
  /** Every completion after a cursor, each once and in order, over any number of connections. End it with `return()`. */
  completions(options?: CompletionsOptions): AsyncIterableIterator<Completion>;
  /**
   * The messages of any subscription. It is sent again after a reconnection and a temporary error: with the option
   * `after`, from its last event on; otherwise with the same variables, after which `jobProgress` repeats its text. Ends
   * when the API completes it. Ends with BAD_DOCUMENT where `after` is given and the document has no `$after` or `cursor`.
   */
  subscribe<Result, Variables extends Record<string, unknown>>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
    options?: SubscribeOptions,
  ): AsyncIterableIterator<Result>;
  /** The graphql-ws client, to share its socket with Apollo Client, urql and others. It opens when it is used. */
  readonly socket: Client;
  /** The state of the socket. */
  connection: Store<ConnectionState>;
  /**
   * Connects at once, and checks an open connection. Call it where the runtime has no events of its own for it, such
   * as when a React Native app comes to the foreground.
   */
  wake(): void;
  /** Closes the socket, unless it is one of your own. Loops over texts and completions end, and `result` of unfinished jobs rejects. */
  close(): void;
}

export function createSmartContent(options: SmartContentOptions): SmartContent {
  const session = createSession(options);
  const connection = createStore<ConnectionState>('idle');
  const { url, answerMs = 20_000 } = options;
  const request = createRequest({
    url,
    session,
    // Looked up at each call: tests and polyfills replace it.
    fetch: options.fetch ?? ((...args) => (globalThis as unknown as { fetch: Fetch }).fetch(...args)),
    answerMs,
    cookies: options.transport === 'cookie',
  });
  let socket: Socket | undefined;
  let closed = false;
  const openSocket = () => {
    if (closed) throw new ConnectionError('CLOSED', 'The client is closed.');
    socket ??= createSocket({
      url,
      session,
      cookies: options.transport === 'cookie',
      client: options.socket,
      WebSocket: options.WebSocket ?? (globalThis as { WebSocket?: unknown }).WebSocket,
      pingMs: options.pingMs ?? 10_000,
      pongMs: options.pongMs ?? 4_000,
      longestPauseMs: options.longestPauseMs ?? 10_000,
      idleMs: options.idleMs ?? 1_000,
      onState: connection.set,
    });
    return socket;
  };
  const dependencies = { socket: openSocket, request };

  return {
    request,
    async generate(input) {
      const { generateContent } = await keyed(input, (safe) => request(GenerateDocument, { input: safe }));
      return Object.assign(createJobHandle(generateContent.id, dependencies), { job: generateContent });
    },
    job: (id, given) => createJobHandle(id, dependencies, given),
    completions: (given = {}) => completions(given, dependencies),
    subscribe: (document, variables, given = {}) => subscribe(document, variables, given, openSocket()),
    get socket() {
      return openSocket().client;
    },
    connection,
    wake: () => socket?.wake(),
    close() {
      closed = true;
      socket?.close();
    },
  };
}
