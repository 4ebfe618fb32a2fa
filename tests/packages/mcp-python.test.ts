import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { accessToken, MCP, startMcp } from './agent.js';

/**
 * The messages of the client of the Python package `mcp` 2.3.0, with its headers over HTTP. It requests the protocol of
 * 2026-07-28 first, and falls back to a handshake.
 */
const DISCOVER =
  '{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"mcp","version":"0.1.0"},"io.modelcontextprotocol/clientCapabilities":{}}}}';
const INITIALIZE =
  '{"jsonrpc":"2.0","id":2,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"mcp","version":"0.1.0"}}}';
const INITIALIZED = '{"jsonrpc":"2.0","method":"notifications/initialized"}';
const LIST = '{"jsonrpc":"2.0","id":3,"method":"tools/list"}';
const GENERATE =
  '{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"generate_content","arguments":{"prompt":"A teapot","type":"PRODUCT_DESCRIPTION","options":{"tone":"FRIENDLY"}},"_meta":{"progressToken":4}}}';
const GET_JOB =
  '{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"get_job","arguments":{"id":"JOB","wait":true},"_meta":{"progressToken":5}}}';
const SAVE =
  '{"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"save_to_library","arguments":{"jobId":"JOB"}}}';
const SEARCH =
  '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"search_library","arguments":{"search":"teapot"}}}';
const RESOURCES = '{"jsonrpc":"2.0","id":8,"method":"resources/list"}';
const READ = '{"jsonrpc":"2.0","id":10,"method":"resources/read","params":{"uri":"PIECE"}}';
const PROMPT =
  '{"jsonrpc":"2.0","id":13,"method":"prompts/get","params":{"name":"product_description","arguments":{"topic":"A teapot","audience":"A teapot","tone":"A teapot","language":"A teapot"}}}';
const HEADERS = {
  'accept-encoding': 'gzip, deflate',
  'user-agent': 'python-httpx2/2.16.2',
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
};
const PROBE = { ...HEADERS, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'server/discover' };

interface Message {
  id?: number;
  method?: string;
  params?: object;
  error?: { code: number };
  // biome-ignore lint/suspicious/noExplicitAny: each method has a result of its own
  result?: any;
}

let product: Product;
let user: TestUser;
let url: string;
beforeAll(async () => {
  product = await startProduct();
  user = await product.buildUser();
  url = product.apis[0]?.url ?? '';
});
afterAll(() => product[Symbol.asyncDispose]());

it('answers the Python client over stdio', async () => {
  const env = { PATH: process.env.PATH, SCG_URL: url, SCG_TOKEN: await accessToken(url, user, 'FULL') };
  const child: ChildProcess = spawn(process.execPath, [MCP], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout as never })[Symbol.asyncIterator]();
  const progress: unknown[] = [];
  const ask = async (text: string): Promise<Message> => {
    child.stdin?.write(`${text}\n`);
    for (;;) {
      const { value } = await lines.next();
      const message = JSON.parse(value) as Message;
      if (message.id === JSON.parse(text).id) return message;
      progress.push(message);
    }
  };
  expect(await ask(DISCOVER)).toMatchObject({ error: { code: -32601 } });
  expect(await ask(INITIALIZE)).toMatchObject({ result: { protocolVersion: '2025-11-25' } });
  child.stdin?.write(`${INITIALIZED}\n`);
  expect((await ask(LIST)).result.tools.length).toBeGreaterThan(10);
  const { job } = (await ask(GENERATE)).result.structuredContent;
  expect(job).toMatchObject({ status: 'COMPLETED', generatedContent: 'A text about: A teapot' });
  const params = { progressToken: 4, message: 'A text about: A teapot' };
  expect(progress.at(-1)).toMatchObject({ method: 'notifications/progress', params });
  const again = await ask(GET_JOB.replace('JOB', job.id));
  expect(again.result.structuredContent.job).toEqual(job);
  expect((await ask(SAVE.replace('JOB', job.id))).result.isError).toBeFalsy();
  const found = (await ask(SEARCH)).result.structuredContent.pieces;
  const [{ uri }] = (await ask(RESOURCES)).result.resources;
  expect(uri).toBe(`smart-content://library/${found[0].id}`);
  const { contents } = (await ask(READ.replace('PIECE', uri))).result;
  expect(contents).toMatchObject([{ mimeType: 'text/markdown', text: 'A text about: A teapot' }]);
  expect((await ask(PROMPT)).result.messages).toMatchObject([{ role: 'user' }]);
  child.stdin?.end();
  await once(child, 'close');
});

it('answers it over HTTP, and rejects a read-only token for tools that write', async () => {
  const mcp = await startMcp(url);
  const authorization = `Bearer ${await accessToken(url, user, 'READ_ONLY')}`;
  const post = (body: string, headers: Record<string, string>) =>
    fetch(mcp.url, { method: 'POST', headers: { ...headers, authorization }, body });
  try {
    const probe = await post(DISCOVER, PROBE);
    expect([probe.status, await probe.json()]).toMatchObject([400, { jsonrpc: '2.0', error: {} }]);
    const opened = await post(INITIALIZE, HEADERS);
    const session = {
      ...HEADERS,
      'mcp-session-id': opened.headers.get('mcp-session-id') ?? '',
      'mcp-protocol-version': '2025-11-25',
    };
    expect(await messageOf(opened)).toMatchObject({ result: { protocolVersion: '2025-11-25' } });
    expect((await post(INITIALIZED, session)).status).toBe(202);
    const refused = (await messageOf(await post(GENERATE, session))).result;
    expect(refused).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/^FORBIDDEN/) }],
    });
    expect((await messageOf(await post(SEARCH, session))).result.isError).toBeFalsy();
    const ended = await fetch(mcp.url, { method: 'DELETE', headers: { ...session, authorization } });
    expect(ended.status).toBe(200);
  } finally {
    await mcp.close();
  }
});

/** The response within a stream of server-sent events. */
async function messageOf(response: Response): Promise<Message> {
  const data = (await response.text()).split('\n').filter((line) => line.startsWith('data: {'));
  return JSON.parse(data.at(-1)?.slice('data: '.length) ?? '{}') as Message;
}
