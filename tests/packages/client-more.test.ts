import { createSmartContent, type SmartContent, type SmartContentOptions } from '@smart-content/client';
import { type BatchHandle, batchHandle, generateBatch } from '@smart-content/client/batches';
import { continueJob, refineJob, rescheduleJob, variableValues } from '@smart-content/client/jobs';
import {
  AddTags,
  BatchJobs,
  Bin,
  CreateSchedule,
  CreateTemplate,
  CreateVoice,
  DeletePiece,
  DeleteSchedule,
  DeleteTemplate,
  ExportPieces,
  ExportProgress,
  JobDetails,
  Library,
  PauseSchedule,
  PieceVersions,
  RestoreFromBin,
  RestorePiece,
  ResumeSchedule,
  SaveJob,
  Schedules,
  SetStarred,
  Tags,
  Templates,
  UpdatePiece,
  UpdateTemplate,
} from '@smart-content/client/operations';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type Product, startProduct } from '../support/product.js';
import { startProxy } from '../support/proxy.js';
import { hold } from '../support/upstream-behaviours.js';

let product: Product;
let client: SmartContent;
const clients: SmartContent[] = [];
beforeAll(async () => {
  product = await startProduct();
});
beforeEach(async () => {
  client = await clientOf();
});
afterEach(() => {
  for (const one of clients.splice(0)) one.close();
  product.upstream.reset();
});
afterAll(() => product[Symbol.asyncDispose]());

async function clientOf(options: Partial<SmartContentOptions> = {}) {
  const { token } = await product.buildUser();
  const url = product.apis[0]?.url ?? '';
  const created = createSmartContent({ url, token, WebSocket, longestPauseMs: 200, ...options });
  clients.push(created);
  return created;
}

const type = 'PRODUCT_DESCRIPTION' as const;
const generate = (prompt = 'Tea') => client.generate({ prompt, type, delaySeconds: 0 });
const text = (content: string, finishReason = 'stop') => ({
  kind: 'text' as const,
  chunks: [content],
  finishReason,
});

it('refines a passage, and continues a truncated text', async () => {
  product.upstream.enqueue(text('Half of a pot', 'length'), text(' of tea'), text('cup'));
  const cut = await (await generate()).result;
  const rest = await continueJob(client, cut.id);
  expect(await rest.result).toMatchObject({ generatedContent: 'Half of a pot of tea' });
  const refined = await refineJob(client, rest.id, { instruction: 'smaller', start: 10, end: 13 });
  expect(refined.job).toMatchObject({ id: refined.id });
  expect(await refined.result).toMatchObject({ generatedContent: 'Half of a cup of tea' });
  const { job } = await client.request(JobDetails, { id: refined.id });
  expect(job).toMatchObject({
    parent: { id: rest.id },
    basis: { kind: 'REFINE', instruction: 'smaller', start: 10, end: 13 },
  });
  await expect(continueJob(client, refined.id)).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('creates one job for a refinement with a lost response', async () => {
  const { id } = await (await generate()).result;
  let lost = 0;
  const shaky = {
    ...client,
    request: async (...args: Parameters<SmartContent['request']>) => {
      const result = await client.request(...args);
      if (lost++ > 0) return result;
      const { ConnectionError } = await import('@smart-content/client');
      throw new ConnectionError('NETWORK', 'lost');
    },
  } as SmartContent;
  const refined = await refineJob(shaky, id, { instruction: 'shorter' });
  const { job } = await client.request(JobDetails, { id: refined.id });
  expect([lost, job?.parent]).toEqual([2, { id }]);
  const { jobs } = (await client.request('{ jobs(first: 5) { edges { node { id } } } }', {})) as never;
  expect((jobs as { edges: unknown[] }).edges).toHaveLength(2);
});

it('accepts options, templates and a start time', async () => {
  const { createBrandVoice } = await client.request(CreateVoice, {
    input: { name: 'Ada', description: 'Dry.' },
  });
  const made = await client.request(CreateTemplate, {
    input: {
      name: 'Pot',
      type,
      prompt: 'A pot of {{what}}',
      variables: [{ name: 'what', label: 'What', type: 'TEXT' }],
    },
  });
  const { id, version } = made.createTemplate;
  const changed = await client.request(UpdateTemplate, { id, input: { name: 'Big pot', version } });
  expect(changed.updateTemplate).toMatchObject({ name: 'Big pot', version: 2 });
  const { templates } = await client.request(Templates, { search: 'big pot' });
  expect(templates.map((one) => one.id)).toEqual([id]);
  const { job } = await client.generate({
    templateId: id,
    variables: variableValues({ what: 7 }),
    scheduledFor: { at: '2027-03-01T08:00:00', timeZone: 'Europe/Berlin' },
    options: { tone: 'FRIENDLY', length: 'SHORT', keywords: ['tea'], brandVoice: createBrandVoice.id },
  });
  expect(job).toMatchObject({ prompt: 'A pot of 7', scheduledFor: '2027-03-01T07:00:00.000Z' });
  const details = await client.request(JobDetails, { id: job.id });
  expect(details.job).toMatchObject({
    options: { tone: 'FRIENDLY', length: 'SHORT', keywords: ['tea'], brandVoice: { name: 'Ada' } },
    template: { id, version: 2, variables: [{ name: 'what', value: '7' }] },
  });
  const moved = await rescheduleJob(client, job.id, { at: '2027-03-02T00:00:00Z' });
  expect(moved.scheduledFor).toBe('2027-03-02T00:00:00.000Z');
  expect((await client.request(DeleteTemplate, { id })).deleteTemplate.id).toBe(id);
});

it('yields the progress of a batch once and in order, also after the connection broke', async () => {
  const url = product.apis[0]?.url ?? '';
  const proxy = await startProxy(Number(new URL(url).port));
  const away = await clientOf({ url: url.replace(new URL(url).port, String(proxy.port)) });
  const first = hold({ after: ['one'] });
  const second = hold({ after: ['two'] });
  product.upstream.when(({ prompt }) => prompt.includes('First'), first);
  product.upstream.when(({ prompt }) => prompt.includes('Second'), second);
  product.upstream.when(({ prompt }) => prompt.includes('Third'), { kind: 'status', status: 401 });
  const items = ['First', 'Second', 'Third'].map((prompt) => ({ prompt, type }));
  const handle: BatchHandle = await generateBatch(away, { items, delaySeconds: 0 });
  const seen: { cursor: string; done: number }[] = [];
  const read = async (progress = handle.progress()) => {
    for await (const { cursor, completed, failed, canceled } of progress) {
      seen.push({ cursor, done: completed + failed + canceled });
      if (seen.at(-1)?.done === 1) {
        proxy.cut();
        first.release();
        const ends = () => product.mongo.collection('events').countDocuments({ 'batch.id': handle.id });
        await expect.poll(ends).toBe(2);
        proxy.mend();
        second.release();
      }
    }
  };
  await read();
  const counts = seen.map(({ done }) => done);
  // The first state may already contain the failure.
  expect(counts.filter((count) => count > 0)).toEqual([1, 2, 3]);
  expect((await handle.result).byStatus).toMatchObject({ completed: 2, failed: 1 });
  const later: number[] = [];
  for await (const { completed, failed } of handle.progress(seen.at(-2)?.cursor))
    later.push(completed + failed);
  expect(later).toEqual([3]);
  // After the last cursor there are no more messages, and the loop ends.
  for await (const _ of handle.progress(seen.at(-1)?.cursor)) throw new Error('a message');

  product.upstream.reset();
  expect((await handle.retry()).completedAt).toBe(null);
  expect((await handle.result).byStatus).toBeDefined();
  expect((await batchHandle(away, handle.id).result).byStatus).toMatchObject({ completed: 3 });
  const { batch } = await away.request(BatchJobs, { id: handle.id, status: ['COMPLETED'] });
  expect(batch?.jobs.edges.map(({ node }) => node.batch?.item)).toEqual([0, 1, 2]);
  await proxy.close();
});

it('ends the progress of a batch when the client closes, and rejects its result', async () => {
  const handle = await generateBatch(client, { items: [{ prompt: 'Tea', type }], delaySeconds: 3_600 });
  const progress = handle.progress();
  expect((await progress.next()).value).toMatchObject({ cursor: '0', total: 1 });
  const { result } = handle;
  const rest = progress.next();
  client.close();
  expect(await rest).toEqual({ done: true, value: undefined });
  await expect(result).rejects.toMatchObject({ code: 'CLOSED' });
  expect(await handle.cancel()).toMatchObject({ byStatus: { canceled: 1 } });
});

it('creates, pauses, resumes and deletes schedules', async () => {
  const { createSchedule } = await client.request(CreateSchedule, {
    input: { name: 'Monday', cron: '0 9 * * MON', timeZone: 'Europe/Berlin', prompt: 'Tea', type },
  });
  const { id } = createSchedule;
  expect(createSchedule.nextRuns).toHaveLength(5);
  expect((await client.request(PauseSchedule, { id })).pauseSchedule.status).toBe('PAUSED');
  expect((await client.request(ResumeSchedule, { id })).resumeSchedule.status).toBe('ACTIVE');
  expect((await client.request(Schedules, {})).schedules.map((one) => one.name)).toEqual(['Monday']);
  await client.request(DeleteSchedule, { id });
  expect((await client.request(Schedules, {})).schedules).toEqual([]);
});

it('restores versions and pieces of the bin, and supports tags, stars and exports', async () => {
  const { id: jobId } = await (await generate()).result;
  const { id } = (await client.request(SaveJob, { id: jobId })).saveJobToLibrary;
  await client.request(UpdatePiece, { id, input: { body: 'Edited' } });
  const { contentVersions } = await client.request(PieceVersions, { id });
  expect(contentVersions?.edges.map(({ node }) => node.version)).toEqual([1]);
  const { restoreContent } = await client.request(RestorePiece, { id, version: 1 });
  expect(restoreContent).toMatchObject({ body: 'A text about: Tea', version: 3 });
  await client.request(AddTags, { ids: [id], tags: ['hot'] });
  await client.request(SetStarred, { ids: [id], starred: true });
  expect((await client.request(Tags, {})).contentTags).toEqual([{ tag: 'hot', count: 1 }]);
  await client.request(DeletePiece, { id });
  expect((await client.request(Bin, {})).binnedContents.edges[0]?.node.content.id).toBe(id);
  expect((await client.request(RestoreFromBin, { ids: [id, '0'.repeat(24)] })).restoreFromBin).toMatchObject({
    done: 1,
    refused: [{ code: 'NOT_FOUND' }],
  });
  const { contents } = await client.request(Library, { tags: ['HOT'], starred: true });
  expect(contents.edges.map(({ node }) => node)).toMatchObject([{ id, source: { jobId } }]);
  const { exportContents } = await client.request(ExportPieces, { input: { format: 'JSONL' } });
  let end = exportContents;
  for await (const data of client.subscribe(ExportProgress, { id: exportContents.id }))
    end = data.exportProgress;
  const file = await fetch(new URL(end.downloadUrl ?? '', product.apis[0]?.url));
  expect(JSON.parse(await file.text())).toMatchObject({ id, tags: ['hot'], starred: true });
});
