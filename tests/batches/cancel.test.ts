import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBatchesService } from '../../src/modules/batches/batches.service.js';
import { openModels } from '../../src/modules/open-models.js';
import { type Product, startProduct } from '../support/product.js';
import { GenerateBatch } from './operations.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
});
afterAll(() => product[Symbol.asyncDispose]());

it('a job whose attempt fails while its batch is canceled is CANCELED', async () => {
  const user = await product.buildUser();
  const items = ['waits', 'runs'].map((prompt) => ({ prompt, type: 'PRODUCT_DESCRIPTION' as const }));
  const { generateBatch } = await user.request(GenerateBatch, { input: { items, delaySeconds: 3_600 } });
  const jobs = product.mongo.collection<{ _id: string; prompt: string; status: string }>('jobs');
  const setStatus = (prompt: string, status: string) =>
    jobs.updateOne({ prompt, 'batch.id': generateBatch.id }, { $set: { status } });
  await setStatus('waits', 'RETRYING');
  await setStatus('runs', 'PROCESSING');

  // Separate models, because other test files share the connection.
  const models = await openModels(product.mongo.useDb(product.mongo.name), pino({ level: 'silent' }));
  const service = {
    cancel: async (_: string, id: string) => {
      const before = await jobs.findOneAndUpdate({ _id: id }, { $set: { status: 'CANCELED' } });
      if (before?.prompt === 'waits') await setStatus('runs', 'RETRYING');
    },
  };
  const batches = createBatchesService({ ...models, service, connection: product.mongo } as never);
  await batches.cancel(user.id, generateBatch.id);
  expect(await jobs.distinct('status', { 'batch.id': generateBatch.id })).toEqual(['CANCELED']);
});
