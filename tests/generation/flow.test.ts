import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Generate, SaveJob, Search } from '../../examples/demo/operations.js';
import { createApiClient } from '../support/api-client.js';
import { completions, nextEvent, nextEvents } from '../support/events.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ apis: 2, workers: 2 });
});
afterAll(() => product[Symbol.asyncDispose]());

const input = { prompt: 'Tea', type: 'PRODUCT_DESCRIPTION' } as const;

describe('the whole flow', () => {
  it('generates a text, notifies its owner, saves it once and finds it', async () => {
    const user = await product.buildUser();
    const events = completions(user, {});
    const { generateContent: job } = await user.request(Generate, {
      input: { ...input, prompt: 'Rare tea' },
    });
    expect(job).toMatchObject({ status: 'QUEUED', attempts: 0 });
    const event = await nextEvent(events);
    expect(event).toMatchObject({
      cursor: '1',
      job: { id: job.id, status: 'COMPLETED', finishReason: 'STOP', attempts: 1 },
    });
    expect(event.job.generatedContent).toContain('Rare tea');
    const first = await user.request(SaveJob, { id: job.id });
    const again = await user.request(SaveJob, { id: job.id, title: 'Another title' });
    expect(again).toEqual(first);
    const found = await user.request(Search, { search: 'RARE TEA' });
    expect(found.contents.edges.map(({ node }) => node.id)).toEqual([first.saveJobToLibrary.id]);
    await events.return?.();
  });

  it('sends the key, the model, the system prompt and the limits to the provider', async () => {
    const user = await product.buildUser();
    const request = product.upstream.waitForRequest(({ prompt }) => prompt === 'Of the request');
    await user.request(Generate, { input: { ...input, prompt: 'Of the request' } });
    const { headers, body } = await request;
    expect(headers.authorization).toBe('Bearer key-of-the-tests');
    expect(body).toMatchObject({
      model: 'openai/gpt-3.5-turbo',
      max_tokens: 1500,
      temperature: 0.7,
      stream: true,
    });
    expect(JSON.stringify(body)).toContain('call to action');
  });

  it('delivers the events of jobs of one API on another one, and writes each job once', async () => {
    const user = await product.buildUser();
    const [, second] = product.apis;
    const elsewhere = Object.assign({}, user, { subscribe: otherApi(second?.url ?? '', user.token) });
    const events = completions(elsewhere, { after: '0' });
    const prompts = Array.from({ length: 12 }, (_, number) => `Two by two ${number}`);
    await Promise.all(prompts.map((prompt) => user.request(Generate, { input: { ...input, prompt } })));
    const got = await nextEvents(events, prompts.length);
    expect(got.map(({ cursor }) => cursor)).toEqual(prompts.map((_, index) => String(index + 1)));
    const asked = product.upstream.requests.filter(({ prompt }) => prompt.startsWith('Two by two'));
    expect(asked.map(({ prompt }) => prompt).sort()).toEqual([...prompts].sort());
    await events.return?.();
  });

  it('sends a reconnecting subscriber exactly what it missed, in order', async () => {
    const user = await product.buildUser();
    const before = completions(user, {});
    await user.request(Generate, { input });
    const seen = await nextEvent(before);
    await before.return?.();
    const missed: string[] = [];
    for (const prompt of ['a', 'b', 'c']) {
      const { generateContent } = await user.request(Generate, { input: { ...input, prompt } });
      missed.push(generateContent.id);
      const end = completions(user, { jobId: generateContent.id });
      await nextEvent(end);
      expect((await end.next()).done).toBe(true);
    }
    const after = completions(user, { after: seen.cursor });
    expect((await nextEvents(after, 3)).map(({ job }) => job.id)).toEqual(missed);
    const { generateContent: fourth } = await user.request(Generate, { input });
    expect((await nextEvent(after)).job.id).toBe(fourth.id);
    await after.return?.();
  });

  it('returns the same job for the same idempotency key, and CONFLICT for other input', async () => {
    const user = await product.buildUser();
    const keyed = { ...input, idempotencyKey: 'once', delaySeconds: 3600 };
    const all = await Promise.all(Array.from({ length: 8 }, () => user.request(Generate, { input: keyed })));
    expect(new Set(all.map(({ generateContent }) => generateContent.id)).size).toBe(1);
    await expect(user.request(Generate, { input: { ...keyed, delaySeconds: 3601 } })).rejects.toMatchObject({
      codes: ['CONFLICT'],
    });
    await expect(user.request(Generate, { input: { ...keyed, prompt: 'x' } })).rejects.toMatchObject({
      codes: ['CONFLICT'],
    });
    const other = await product.buildUser();
    const { generateContent } = await other.request(Generate, { input: keyed });
    expect(generateContent.id).not.toBe(all[0]?.generateContent.id);
  });
});

function otherApi(url: string, token: string) {
  return createApiClient(url, token).subscribe;
}
