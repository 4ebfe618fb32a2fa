import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/admin.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { type Agent, accessToken, openHttp, startMcp, textOf } from './agent.js';

let product: Product;
let user: TestUser;
let url: string;
let mcp: Awaited<ReturnType<typeof startMcp>>;
const agents: Agent[] = [];
beforeAll(async () => {
  product = await startProduct();
  url = product.apis[0]?.url as string;
  user = await product.buildUser();
  mcp = await startMcp(url);
});
afterAll(async () => {
  await Promise.all(agents.map((agent) => agent.close()));
  await mcp?.close();
  await product?.[Symbol.asyncDispose]();
});

const open = async (token: string) => {
  const agent = await openHttp(mcp.url, token);
  agents.push(agent);
  return agent;
};

describe('pages', () => {
  it('contain the whole library, each piece once', async () => {
    const owner = await product.buildUser();
    const agent = await open(owner.token);
    for (const title of ['One', 'Two', 'Three']) {
      const create = `mutation { createContent(input: { title: "${title}", type: BLOG_POST, body: "" }) { id } }`;
      await call(url, owner, create);
    }
    const titles: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await agent.call('search_library', { first: 2, ...(after && { after }) });
      const { pieces, hasNextPage, endCursor } = page.structuredContent as {
        pieces: { title: string }[];
        hasNextPage: boolean;
        endCursor: string;
      };
      titles.push(...pieces.map(({ title }) => title));
      after = hasNextPage ? endCursor : null;
    }
    expect(titles).toEqual(['Three', 'Two', 'One']);
  });
});

describe('one server over HTTP', () => {
  const send = (headers: Record<string, string>, body: object = { jsonrpc: '2.0', id: 1, method: 'ping' }) =>
    fetch(mcp.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: JSON.stringify(body),
    });

  it('shows each user only their own data, and accepts a session only with its own token', async () => {
    const other = await product.buildUser();
    const [mine, theirs] = await Promise.all([
      open(await accessToken(url, user, 'FULL')),
      open(await accessToken(url, other, 'FULL')),
    ]);
    const asked = await mine.call('generate_content', { prompt: 'Tea', type: 'PRODUCT_DESCRIPTION' });
    const { job } = asked.structuredContent as { job: { id: string } };
    await mine.call('save_to_library', { jobId: job.id });
    expect(textOf(await theirs.call('get_job', { id: job.id }))).toMatch(/^NOT_FOUND/);
    expect((await theirs.client.listResources()).resources).toEqual([]);
    const { resources } = await mine.client.listResources();
    await expect(theirs.client.readResource({ uri: resources[0]?.uri ?? '' })).rejects.toThrow('NOT_FOUND');
    const session = { 'mcp-session-id': mine.session() ?? '' };
    const status = async (token: string) =>
      (await send({ authorization: `Bearer ${token}`, ...session })).status;
    expect(await status(other.token)).toBe(404);
    expect(await status(user.token)).toBe(404);
  });

  it('rejects requests without a token, with a wrong one, and from pages of another host or origin', async () => {
    const authorization = `Bearer ${user.token}`;
    expect((await send({})).status).toBe(401);
    expect((await send({ authorization: 'Bearer none' })).status).toBe(401);
    expect((await send({ authorization, origin: 'https://evil.example' })).status).toBe(403);
    expect((await send({ authorization, origin: 'null' })).status).toBe(403);
    // Its first message is not `initialize`.
    expect((await send({ authorization, origin: 'http://localhost:6274' })).status).toBe(400);
    const { port } = new URL(mcp.url);
    const status = await new Promise((resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', path: '/mcp', method: 'POST' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.setHeader('host', `evil.example:${port}`);
      asked.setHeader('authorization', authorization);
      asked.on('error', reject).end('{}');
    });
    expect(status).toBe(403);
  });
});
