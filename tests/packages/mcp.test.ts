import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLEnumType } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/admin.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { hold } from '../support/upstream-behaviours.js';
import { type Agent, accessToken, openHttp, openStdio, type Progress, startMcp, textOf } from './agent.js';

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
afterEach(() => product.upstream.reset());
afterAll(async () => {
  await Promise.all(agents.map((agent) => agent.close()));
  await mcp?.close();
  await product?.[Symbol.asyncDispose]();
});

const kept = async (opening: Promise<Agent>) => {
  const agent = await opening;
  agents.push(agent);
  return agent;
};
const TRANSPORTS: [string, (token: string) => Promise<Agent>][] = [
  ['stdio', (token) => kept(openStdio(url, token))],
  ['streamable HTTP', (token) => kept(openHttp(mcp.url, token))],
];
const tea = (more: object = {}) => ({ prompt: 'Tea', type: 'PRODUCT_DESCRIPTION', ...more });
const jobOf = (result: { structuredContent?: Record<string, unknown> | undefined }) =>
  result.structuredContent?.job as { id: string; status: string; generatedContent: string | null };

describe.each(TRANSPORTS)('an agent over %s', (_, connect) => {
  let agent: Agent;
  beforeAll(async () => {
    agent = await connect(await accessToken(url, user, 'FULL'));
  });

  it('requests a text, follows it, saves it and finds it', async () => {
    const held = hold({ before: ['Half of '], after: ['a text'] });
    product.upstream.respondWith(held);
    const seen: Progress[] = [];
    const result = await agent.watch('generate_content', tea(), (progress) => {
      seen.push(progress);
      if (progress.message === 'Half of ') held.release();
    });
    expect(textOf(result)).toContain('Half of a text\n');
    expect(jobOf(result)).toMatchObject({ status: 'COMPLETED', generatedContent: 'Half of a text' });
    const { id } = jobOf(result);
    const written = seen.reduce((text, { data }) => text.slice(0, data.offset) + data.text, '');
    expect([written, seen.at(-1)?.message]).toEqual(['Half of a text', 'Half of a text']);
    const steps = seen.map(({ progress }) => progress);
    expect(steps).toEqual([...new Set(steps)].sort((one, other) => one - other));

    const title = `Pot ${randomUUID()}`;
    const saved = await agent.call('save_to_library', { jobId: id, title });
    const { piece } = saved.structuredContent as { piece: { id: string } };
    expect((await agent.call('save_to_library', { jobId: id })).structuredContent).toEqual({ piece });
    const found = await agent.call('search_library', { search: title.toUpperCase() });
    const uri = `smart-content://library/${piece.id}`;
    expect(found.structuredContent).toMatchObject({
      pieces: [{ id: piece.id, title, uri, excerpt: 'Half of a text' }],
      hasNextPage: false,
    });
    expect(found.content).toContainEqual(expect.objectContaining({ type: 'resource_link', uri }));

    const { resources } = await agent.client.listResources();
    expect(resources.find((resource) => resource.uri === uri)).toMatchObject({ name: title });
    const { contents } = await agent.client.readResource({ uri });
    expect(contents).toEqual([{ uri, mimeType: 'text/markdown', text: 'Half of a text' }]);
    const { completion } = await agent.client.complete({
      ref: { type: 'ref/resource', uri: 'smart-content://library/{id}' },
      argument: { name: 'id', value: piece.id.slice(0, -2) },
    });
    expect(completion.values).toContain(piece.id);
    const read = await agent.call('get_job', { id });
    expect(read.structuredContent).toMatchObject({ job: { savedContent: { id: piece.id } } });
  });

  it('receives only the result if it requests no progress', async () => {
    const result = await agent.call('generate_content', tea({ prompt: 'No progress' }));
    expect(jobOf(result)).toMatchObject({ generatedContent: 'A text about: No progress' });
    expect(agent.unasked).toEqual([]);
  });

  it('cancels the job with its call, and the text so far is kept', async () => {
    product.upstream.respondWith({ kind: 'stallAfter', chunks: ['Half of '] });
    const control = new AbortController();
    const prompt = `Cancel ${randomUUID()}`;
    const cancelled = agent.watch(
      'generate_content',
      tea({ prompt }),
      ({ message }) => message === 'Half of ' && control.abort(),
      { signal: control.signal },
    );
    await expect(cancelled).rejects.toThrow('abort');
    const query = '{ jobs(first: 1) { edges { node { prompt status generatedContent } } } }';
    await expect
      .poll(() => call(url, user, query))
      .toEqual({ edges: [{ node: { prompt, status: 'CANCELED', generatedContent: 'Half of ' } }] });
  });

  it('requests a job, cancels it, and reads it later', async () => {
    const asked = await agent.call('generate_content', tea({ delaySeconds: 3_600, wait: false }));
    const { id, status } = jobOf(asked);
    expect(status).toBe('QUEUED');
    expect(jobOf(await agent.call('cancel_job', { id }))).toMatchObject({ id, status: 'CANCELED' });
    expect(jobOf(await agent.call('get_job', { id }))).toMatchObject({ id, status: 'CANCELED' });
  });

  it('receives errors with a remedy', async () => {
    product.upstream.enqueue({ kind: 'status', status: 401 });
    const failed = await agent.call('generate_content', tea());
    expect(failed.isError).toBe(true);
    expect(textOf(failed)).toMatch(/^PROVIDER_REFUSED: [\s\S]*\nWhat to do: /);
    expect(jobOf(failed)).toMatchObject({ status: 'FAILED' });
    for (const [name, input, code] of [
      ['get_job', { id: '0'.repeat(24) }, 'NOT_FOUND'],
      ['save_to_library', { jobId: jobOf(failed).id }, 'CONFLICT'],
      ['search_library', { after: 'no cursor' }, 'BAD_USER_INPUT'],
      ['generate_content', tea({ prompt: 'x'.repeat(4_001) }), 'must be 1 to 4000 characters'],
      ['generate_content', tea({ prompt: ' ' }), 'must not be blank'],
      ['generate_content', tea({ type: 'POEM' }), 'type'],
    ] as const) {
      const result = await agent.call(name, input);
      expect([name, result.isError, textOf(result)]).toEqual([name, true, expect.stringContaining(code)]);
    }
    await expect(
      agent.client.readResource({ uri: `smart-content://library/${'0'.repeat(24)}` }),
    ).rejects.toMatchObject({ code: -32_002, message: expect.stringContaining('NOT_FOUND') });
    // The API counts an emoji as one character.
    const emoji = await agent.call('generate_content', tea({ prompt: '🫖'.repeat(4_000) }));
    expect(emoji.isError).toBeUndefined();
  });

  it('gets a prompt for each content type', async () => {
    const { prompts } = await agent.client.listPrompts();
    const enums = buildSchema(readFileSync('schema.graphql', 'utf8')).getType(
      'ContentType',
    ) as GraphQLEnumType;
    const types = enums.getValues().map(({ name }) => name.toLowerCase());
    expect(prompts.map(({ name }) => name).sort()).toEqual(types.toSorted());
    const { messages } = await agent.client.getPrompt({
      name: 'blog_post_outline',
      arguments: { topic: 'Tea', tone: 'dry' },
    });
    const [message] = messages;
    expect(message?.content).toMatchObject({
      text: expect.stringContaining(
        '{"type":"BLOG_POST_OUTLINE","prompt":"Tea","options":{"toneDescription":"dry"}}',
      ),
    });
  });

  it('with a read-only token can only read', async () => {
    const asked = await agent.call('generate_content', tea({ delaySeconds: 3_600, wait: false }));
    const { id } = jobOf(asked);
    const reader = await connect(await accessToken(url, user, 'READ_ONLY'));
    for (const [name, input] of [
      ['generate_content', tea()],
      ['cancel_job', { id }],
      ['save_to_library', { jobId: id }],
    ] as const) {
      const refused = await reader.call(name, input);
      expect([name, refused.isError, textOf(refused)]).toEqual([
        name,
        true,
        expect.stringMatching(/^FORBIDDEN: .*read-only[\s\S]*What to do: .*FULL/),
      ]);
    }
    expect(jobOf(await reader.call('get_job', { id }))).toMatchObject({ id, status: 'QUEUED' });
    expect((await reader.call('search_library', { first: 1 })).isError).toBeUndefined();
  });

  it('leaves the job running when its connection ends', async () => {
    const held = hold({ before: ['Half of '], after: ['a text'] });
    product.upstream.respondWith(held);
    const leaver = await connect(await accessToken(url, user, 'FULL'));
    const left = new Promise<string>((resolve) => {
      const asked = leaver.watch('generate_content', tea({ prompt: 'Left' }), ({ message }) => {
        if (message === 'Half of ') void leaver.close().then(() => resolve('closed'));
      });
      asked.catch(() => {});
    });
    expect(await left).toBe('closed');
    held.release();
    const query = '{ jobs(first: 1) { edges { node { prompt status generatedContent } } } }';
    await expect
      .poll(() => call(url, user, query))
      .toEqual({
        edges: [{ node: { prompt: 'Left', status: 'COMPLETED', generatedContent: 'Half of a text' } }],
      });
  });
});

it('a call reports that the API is down', async () => {
  const agent = await kept(openStdio('http://127.0.0.1:9/graphql', 'scg_any'));
  const result = await agent.call('search_library', {});
  expect([result.isError, textOf(result)]).toEqual([
    true,
    expect.stringMatching(/^NETWORK: [\s\S]*\nWhat to do: .*SCG_URL/),
  ]);
  await expect(agent.client.listResources()).rejects.toThrow('NETWORK');
});
