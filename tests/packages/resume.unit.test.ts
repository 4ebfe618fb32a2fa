import { ApiError, createSmartContent, type Fetch, type SmartContentOptions } from '@smart-content/client';
import { notificationsStore } from '@smart-content/client/react';
import { createClient } from 'graphql-ws';
import { afterEach, describe, expect, it } from 'vitest';
import { closes, completes, connects, converse, sends, subscribes } from './conversation.js';

const clients: { close(): void }[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

function clientOn({ WebSocket }: { WebSocket: unknown }, options: Partial<SmartContentOptions> = {}) {
  const client = createSmartContent({
    url: 'http://fake/graphql',
    token: 'a-token',
    WebSocket,
    longestPauseMs: 10,
    ...options,
  });
  clients.push(client);
  return client;
}

interface Change {
  contentChanged: { cursor: string };
}
const CHANGES = 'subscription ($after: String) { contentChanged(after: $after) { cursor } }';
const change = (socket: number, cursor: string) => sends(socket, { contentChanged: { cursor } });
const changesOn = (client: ReturnType<typeof clientOn>, after: string | null, onGap?: () => void) =>
  client.subscribe<Change, { after?: string }>(CHANGES, {}, { after, ...(onGap && { onGap }) });
const cursorOf = ({ value }: IteratorResult<Change>) => value?.contentChanged.cursor;

describe('a subscription with cursors', () => {
  it.each([1001, 1006, 1012, 1013, 4408])(
    'continues after its last event when %i closes the socket',
    async (code) => {
      const api = converse(
        connects(1),
        subscribes(1, 'contentChanged'),
        change(1, '9'),
        closes(1, code),
        connects(2),
        subscribes(2, 'contentChanged'),
        change(2, '9'),
        change(2, '10'),
      );
      const changes = changesOn(clientOn(api), '8');
      expect(cursorOf(await changes.next())).toBe('9');
      // The repeated event is skipped, and 10 follows 9 although it is the smaller string.
      expect(cursorOf(await changes.next())).toBe('10');
      expect(api.asked()).toEqual(['8', '9']);
    },
  );

  it('starts at the cursor of the API, and reports a gap only before the first event', async () => {
    const api = converse(
      connects(1),
      subscribes(1, 'contentChanged'),
      closes(1, 1006),
      connects(2),
      subscribes(2, 'contentChanged'),
      change(2, '5'),
      closes(2, 1006),
      connects(3),
      subscribes(3, 'contentChanged'),
      change(3, '6'),
    );
    let gaps = 0;
    const changes = changesOn(clientOn(api), null, () => {
      gaps += 1;
    });
    expect(cursorOf(await changes.next())).toBe('5');
    expect(cursorOf(await changes.next())).toBe('6');
    expect(api.asked()).toEqual([undefined, undefined, '5']);
    expect(gaps).toBe(1);
  });

  it('ends when the API completes it', async () => {
    const step = (cursor: string) => ({ batchProgress: { cursor, completed: Number(cursor) } });
    const api = converse(
      connects(1),
      subscribes(1, 'batchProgress'),
      sends(1, step('0')),
      closes(1, 1006),
      connects(2),
      subscribes(2, 'batchProgress'),
      sends(2, step('1')),
      completes(2),
    );
    const query =
      'subscription ($id: ID!, $after: String) { batchProgress(id: $id, after: $after) { cursor completed } }';
    const steps = clientOn(api).subscribe<ReturnType<typeof step>, { id: string }>(
      query,
      { id: 'b' },
      { after: null },
    );
    const seen: number[] = [];
    for await (const { batchProgress } of steps) seen.push(batchProgress.completed);
    expect(seen).toEqual([0, 1]);
    expect(api.asked()).toEqual([undefined, '0']);
    await api.done;
  });

  it('rejects a document that cannot be continued', async () => {
    const client = clientOn(
      converse(connects(1), subscribes(1, 'contentChanged'), sends(1, { contentChanged: {} })),
    );
    const unable = client.subscribe('subscription { contentChanged { cursor } }', {}, { after: null });
    await expect(unable.next()).rejects.toMatchObject({ code: 'BAD_DOCUMENT' });
    await expect(changesOn(client, null).next()).rejects.toMatchObject({ code: 'BAD_DOCUMENT' });
  });

  it.each([
    [4401, 'UNAUTHENTICATED'],
    [4429, 'TOO_MANY_SOCKETS'],
    [4400, 'BAD_REQUEST'],
  ])('ends when %i closes the socket', async (code, name) => {
    const api = converse(connects(1), subscribes(1, 'contentChanged'), closes(1, code));
    await expect(changesOn(clientOn(api), '0').next()).rejects.toMatchObject({ code: name });
  });
});

describe('a graphql-ws client of the application', () => {
  const own = (WebSocket: unknown, retryAttempts: number) =>
    createClient({
      url: 'ws://fake/graphql',
      webSocketImpl: WebSocket,
      retryAttempts,
      retryWait: async () => {},
    });

  it('is shared, also if it does not reconnect, and stays open', async () => {
    const api = converse(
      connects(1),
      subscribes(1, 'contentChanged'),
      change(1, '1'),
      closes(1, 1006),
      connects(2),
      subscribes(2, 'contentChanged'),
      change(2, '2'),
      subscribes(2, 'presenceChanged', '2'),
      sends(2, { presenceChanged: { devices: [] } }, '2'),
    );
    const socket = own(api.WebSocket, 0);
    const client = clientOn({ WebSocket: undefined }, { socket });
    const changes = changesOn(client, '0');
    expect(cursorOf(await changes.next())).toBe('1');
    expect(cursorOf(await changes.next())).toBe('2');
    expect(client.connection.get()).toBe('live');
    const waiting = changes.next();
    const presence = socket.iterate({ query: 'subscription { presenceChanged { devices } }' });
    expect((await presence.next()).value?.data).toEqual({ presenceChanged: { devices: [] } });
    client.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(api.asked()).toEqual(['0', '1', undefined]);
    await api.done;
    await socket.dispose();
  });
});

describe('a session in cookies', () => {
  it('sends no token, and has the newest cookies before each socket', async () => {
    const api = converse(
      connects(1),
      subscribes(1, 'contentChanged'),
      closes(1, 4403),
      connects(2),
      subscribes(2, 'contentChanged'),
      change(2, '1'),
    );
    let mark = 'first';
    const refreshed: (string | null)[] = [];
    const client = clientOn(api, {
      transport: 'cookie',
      token: () => mark,
      async refresh(rejected) {
        refreshed.push(rejected);
        mark = 'second';
        return mark;
      },
    });
    expect(cursorOf(await changesOn(client, '0').next())).toBe('1');
    expect(refreshed).toEqual(['first']);
    expect(api.said.filter(({ type }) => type === 'connection_init')).toEqual([
      { type: 'connection_init' },
      { type: 'connection_init' },
    ]);
  });

  it('requests cookies from the API, and follows those of another tab', async () => {
    let mark: string | null = null;
    let refreshes = 0;
    const sent: Record<string, string>[] = [];
    const answers = [
      { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] },
      { data: {} },
      { data: {} },
    ];
    const client = clientOn(converse(), {
      transport: 'cookie',
      token: () => mark,
      async refresh() {
        refreshes += 1;
        return null;
      },
      fetch: async (_, { headers }) => {
        sent.push(headers);
        return { status: 200, text: async () => JSON.stringify(answers.shift()) };
      },
    });
    await expect(client.request('{ me { id } }', {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    // The session is over until the next sign-in.
    await client.request('{ me { id } }', {});
    expect(refreshes).toBe(1);
    mark = 'of another tab';
    await client.request('{ me { id } }', {});
    expect(refreshes).toBe(1);
    expect(sent.map((headers) => [headers['session-transport'], headers.authorization])).toEqual([
      ['cookie', undefined],
      ['cookie', undefined],
      ['cookie', undefined],
    ]);
  });
});

const answering =
  (answer: (query: string) => object): Fetch =>
  async (_, { body }) => ({ status: 200, text: async () => JSON.stringify(answer(JSON.parse(body).query)) });

describe('an error of the API', () => {
  it('contains the partial data of the response', async () => {
    const errors = [{ message: 'gone', extensions: { code: 'NOT_FOUND' } }];
    const client = clientOn(converse(), { fetch: answering(() => ({ data: { me: null }, errors })) });
    const error = await client.request('{ me { id } }', {}).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'NOT_FOUND', data: { me: null } });
  });
});

describe('the store of notifications', () => {
  const viewer = { id: 'u', eventCursor: '2', unreadCount: 1 };
  const page = { edges: [{ node: { cursor: '1', read: true, job: { id: 'a' } } }] };

  it('retries while the API is down, emits each event, and applies what another tab has read', async () => {
    const api = converse(
      connects(1),
      subscribes(1, 'jobCompleted'),
      sends(1, { jobCompleted: { cursor: '2', job: { id: 'b' } } }),
      sends(1, { jobCompleted: { cursor: '3', job: { id: 'c' } } }),
    );
    let tries = 0;
    const client = clientOn(api, {
      fetch: answering((query) => {
        if (query.includes('markNotificationsRead'))
          return { data: { markNotificationsRead: { unreadCount: 0 } } };
        tries += 1;
        if (tries === 1) throw new TypeError('no network');
        return { data: { me: viewer, notifications: page } };
      }),
    });
    const store = notificationsStore(client, { first: 2 });
    const told: [string, number][] = [];
    store.onEvent((event, { unreadCount }) => told.push([event.cursor, unreadCount]));
    const end = store.subscribe(() => {});
    await expect
      .poll(() => told)
      .toEqual([
        // Counted already, but not in the first list.
        ['2', 1],
        ['3', 2],
      ]);
    expect(store.get().viewer).toEqual(viewer);
    store.noteRead({ upTo: '2', unreadCount: 1 });
    const shown = () => store.get().notifications.map(({ cursor, read }) => [cursor, read]);
    expect(shown()).toEqual([
      ['3', false],
      ['2', true],
    ]);
    expect(await store.markRead()).toEqual({ upTo: '3', unreadCount: 0 });
    expect(store.get().unreadCount).toBe(0);
    end();
  });
});
