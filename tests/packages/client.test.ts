import { createSmartContent, type SmartContentOptions, type TextPiece } from '@smart-content/client';
import { Jobs, Me } from '@smart-content/client/operations';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { Generate, Search } from '../../examples/demo/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { startProxy } from '../support/proxy.js';
import { tokenFor } from '../support/token.js';
import { hold } from '../support/upstream-behaviours.js';

let product: Product;
let url: string;
const clients: { close(): void }[] = [];
beforeAll(async () => {
  product = await startProduct();
  url = product.apis[0]?.url as string;
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  product.upstream.reset();
});
afterAll(() => product[Symbol.asyncDispose]());

function clientFor(user: Pick<TestUser, 'token'>, options: Partial<SmartContentOptions> = {}) {
  const client = createSmartContent({ url, token: user.token, WebSocket, ...options });
  clients.push(client);
  return client;
}

const input = (prompt = 'Tea') => ({ prompt, type: 'PRODUCT_DESCRIPTION' as const, delaySeconds: 0 });

/** The text that a page shows for these pieces. */
async function show(text: AsyncIterable<TextPiece>, shown = (_screen: string) => {}) {
  let screen = '';
  let resets = 0;
  for await (const piece of text) {
    screen = piece.reset ? piece.text : screen + piece.text;
    if (piece.reset) resets += 1;
    shown(screen);
  }
  return { screen, resets };
}

describe('generate', () => {
  it('yields the text while it is written, and the finished job', async () => {
    const held = hold({ before: ['Half of '], after: ['a text'] });
    product.upstream.respondWith(held);
    const handle = await clientFor(await product.buildUser()).generate(input());
    expect(handle.job).toMatchObject({ id: handle.id, status: 'QUEUED', prompt: 'Tea' });
    const pieces = handle.text[Symbol.asyncIterator]();
    expect((await pieces.next()).value).toMatchObject({ text: 'Half of ', reset: false });
    held.release();
    let rest = '';
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) rest += piece.value.text;
    expect(rest).toBe('a text');
    expect(await handle.result).toMatchObject({ status: 'COMPLETED', generatedContent: 'Half of a text' });
    expect(await show(handle.text)).toEqual({ screen: 'Half of a text', resets: 0 });
  });

  it('marks the start of another attempt, and ends with its text', async () => {
    const seen = hold();
    product.upstream.enqueue(
      { kind: 'breakAfter', chunks: ['A first draft'], until: seen.released },
      { kind: 'text' },
    );
    const handle = await clientFor(await product.buildUser()).generate(input());
    const shown = (screen: string) => {
      if (screen === 'A first draft') seen.release();
    };
    expect(await show(handle.text, shown)).toEqual({ screen: 'A text about: Tea', resets: 1 });
    expect(await handle.result).toMatchObject({ attempts: 2, generatedContent: 'A text about: Tea' });
  });

  it('can be canceled, and then rejects its result with the text so far', async () => {
    product.upstream.respondWith({ kind: 'stallAfter', chunks: ['Half of '] });
    const handle = await clientFor(await product.buildUser()).generate(input());
    const { result } = handle;
    const ended = expect(result).rejects.toMatchObject({
      name: 'JobEndError',
      code: 'CANCELED',
      job: { id: handle.id, generatedContent: 'Half of ' },
    });
    for await (const { text } of handle.text) if (text) await handle.cancel();
    await ended;
  });

  it('rejects the result of a failed job with its code', async () => {
    product.upstream.respondWith({ kind: 'status', status: 401 });
    const handle = await clientFor(await product.buildUser()).generate(input());
    await expect(handle.result).rejects.toMatchObject({ name: 'JobEndError', code: 'PROVIDER_REFUSED' });
  });

  it('creates one job if the response was lost and the request is repeated', async () => {
    let lost = 0;
    const client = clientFor(await product.buildUser(), {
      async fetch(address, init) {
        const response = await fetch(address, init);
        if (lost++ === 0) throw new TypeError('terminated');
        return response;
      },
    });
    const { id } = await client.generate(input());
    const { jobs } = await client.request(Jobs, {});
    expect(jobs.edges.map(({ node }) => node.id)).toEqual([id]);
    expect(lost).toBeGreaterThan(1);
  });
});

describe('an unknown job', () => {
  it('ends its loops and its result with NOT_FOUND', async () => {
    const job = clientFor(await product.buildUser()).job('000000000000000000000000');
    await expect(job.result).rejects.toMatchObject({ name: 'ApiError', code: 'NOT_FOUND' });
    await expect(show(job.text)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('request', () => {
  it('accepts documents of other packages, with their types', async () => {
    const client = clientFor(await product.buildUser());
    const { contents } = await client.request(Search, { search: 'nothing' });
    expect(contents.totalCount).toBe(0);
    const viewer = await client.request<{ me: { name: string } }, object>('{ me { name } }', {});
    expect(viewer.me.name).toBe('Ada');
  });

  it('throws the code of the API, and NETWORK without one', async () => {
    const client = clientFor(await product.buildUser());
    await expect(client.request(Search, { first: 0 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(clientFor({ token: '' }).request(Me, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const nowhere = clientFor({ token: '' }, { url: 'http://127.0.0.1:9/graphql' });
    await expect(nowhere.request(Me, {})).rejects.toMatchObject({ name: 'ConnectionError', code: 'NETWORK' });
  });

  it('refreshes an expired token once for all requests', async () => {
    const user = await product.buildUser();
    let refreshes = 0;
    const client = clientFor(
      { token: tokenFor(product, user, -1) },
      {
        async refresh() {
          refreshes += 1;
          return user.token;
        },
      },
    );
    await Promise.all([client.request(Me, {}), client.request(Me, {}), client.request(Me, {})]);
    expect(refreshes).toBe(1);
  });
});

describe('completions', () => {
  it('starts with new events, and ends when its consumer leaves', async () => {
    const user = await product.buildUser();
    const client = clientFor(user);
    await (await client.generate(input('Before'))).result;
    const events = client.completions();
    const first = events.next();
    await expect.poll(() => client.connection.get()).toBe('live');
    const { id } = await client.generate(input('After'));
    expect((await first).value).toMatchObject({ cursor: '2', job: { id } });
    const waiting = events.next();
    await events.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect((await client.completions({ after: '0' }).next()).value).toMatchObject({ cursor: '1' });
  });

  it('continues with a new token when the old one expires', async () => {
    const user = await product.buildUser();
    let refreshes = 0;
    const client = clientFor(
      { token: tokenFor(product, user, 1) },
      {
        async refresh() {
          refreshes += 1;
          return user.token;
        },
      },
    );
    const events = client.completions({ after: '0' });
    await user.request(Generate, { input: input('Tea 1') });
    expect((await events.next()).value).toMatchObject({ cursor: '1' });
    await expect.poll(() => refreshes, { timeout: 10_000 }).toBe(1);
    await user.request(Generate, { input: input('Tea 2') });
    expect((await events.next()).value).toMatchObject({ cursor: '2' });
    expect(refreshes).toBe(1);
  });

  it('ends with UNAUTHENTICATED when the session is over', async () => {
    const user = await product.buildUser();
    const client = clientFor({ token: tokenFor(product, user, -1) }, { refresh: async () => null });
    await expect(client.completions({ after: '0' }).next()).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    const forged = clientFor({ token: 'no.token.atall' });
    await expect(forged.completions({ after: '0' }).next()).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('detects a connection that died silently, and reads what it missed', async () => {
    const user = await product.buildUser();
    const { port } = new URL(url);
    const proxy = await startProxy(Number(port));
    const client = clientFor(user, {
      url: url.replace(port, String(proxy.port)),
      pingMs: 200,
      pongMs: 200,
      longestPauseMs: 200,
    });
    const events = client.completions({ after: '0' });
    await user.request(Generate, { input: input('Tea 1') });
    expect((await events.next()).value).toMatchObject({ cursor: '1' });
    proxy.forget();
    await user.request(Generate, { input: input('Tea 2') });
    expect((await events.next()).value).toMatchObject({ cursor: '2' });
    client.close();
    expect((await events.next()).done).toBe(true);
    await proxy.close();
  });
});

describe('close', () => {
  it('ends all open operations, and later calls are rejected', async () => {
    product.upstream.respondWith({ kind: 'stallAfter', chunks: ['Half of '] });
    const client = clientFor(await product.buildUser());
    const handle = await client.generate(input());
    const ended = expect(handle.result).rejects.toMatchObject({ code: 'CLOSED' });
    for await (const { text } of handle.text) if (text) client.close();
    await ended;
    expect(() => client.completions({ after: '0' })).toThrow('The client is closed.');
  });
});

describe('a runtime without WebSocket', () => {
  it('gets an error with the option to pass', async () => {
    const user = await product.buildUser();
    const own = globalThis.WebSocket;
    Reflect.deleteProperty(globalThis, 'WebSocket');
    try {
      const client = clientFor(user, { WebSocket: undefined });
      await expect(client.completions().next()).rejects.toMatchObject({ code: 'NO_WEBSOCKET' });
    } finally {
      if (own) globalThis.WebSocket = own;
    }
  });
});
