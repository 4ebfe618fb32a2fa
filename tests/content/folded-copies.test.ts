import { setTimeout as delay } from 'node:timers/promises';
import { Types } from 'mongoose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Search } from '../../examples/demo/operations.js';
import { createLease } from '../../src/infra/lease.js';
import { startFoldedCopies } from '../../src/modules/content/folded-copies.js';
import { openModels } from '../../src/modules/open-models.js';
import { CreateContent, UpdateContent } from '../support/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
});
afterAll(() => product[Symbol.asyncDispose]());

const contents = () => product.mongo.collection('contents');

/** Pieces as the previous version wrote them: without the folded copy for the search, and some with changes. */
async function insertEarlier(user: TestUser, count: number) {
  const pieces = Array.from({ length: count }, (_, number) => ({
    _id: new Types.ObjectId(),
    userId: new Types.ObjectId(user.id),
    title: `Crème ${number}`,
    type: 'BLOG_POST_OUTLINE',
    body: number % 2 === 0 ? 'Brûlée' : 'Fraîche',
    ...(number % 3 === 0 && { changes: number }),
    createdAt: new Date(1_700_000_000_000 + number),
    updatedAt: new Date(1_700_000_000_000 + number),
  }));
  await contents().insertMany(pieces);
  return pieces;
}
const total = async (user: TestUser, search: string) =>
  (await user.request(Search, { search })).contents.totalCount;
const SHOWN = { foldedTitle: 0, foldedBody: 0, foldRules: 0 };

describe('a piece of an earlier version', () => {
  it('is found by the first search, and not changed otherwise', async () => {
    const user = await product.buildUser();
    const pieces = await insertEarlier(user, 55);
    expect(await total(user, 'creme brulee')).toBe(28);
    expect(await total(user, 'CREME')).toBe(55);
    const owned = { userId: new Types.ObjectId(user.id) };
    expect(await contents().find(owned, { projection: SHOWN }).sort({ _id: 1 }).toArray()).toEqual(pieces);
  });

  it('that is changed before any search is found by its whole text', async () => {
    const user = await product.buildUser();
    const [piece] = await insertEarlier(user, 1);
    const id = piece?._id.toHexString() ?? '';
    await user.request(UpdateContent, { id, input: { title: 'Thé' } });
    expect(await total(user, 'the brulee')).toBe(1);
    expect(await total(user, 'creme')).toBe(0);
  });

  it('that was folded by earlier rules is folded again', async () => {
    const user = await product.buildUser();
    await insertEarlier(user, 1);
    const owned = { userId: new Types.ObjectId(user.id) };
    await contents().updateOne(owned, { $set: { foldedTitle: 'x', foldedBody: 'y', foldRules: 0 } });
    expect(await total(user, 'creme brulee')).toBe(1);
  });

  it('gets its copy when processes start, in any order, and a current piece keeps its own', async () => {
    const user = await product.buildUser();
    const input = { title: 'Crème', type: 'BLOG_POST_OUTLINE', body: '' } as const;
    await user.request(CreateContent, { input });
    const before = await contents().findOne({ title: 'Crème' });
    expect(before).toMatchObject({ foldedTitle: 'creme', foldedBody: '' });
    await insertEarlier(user, 70);
    await Promise.all([product.startApi(), product.startApi()]);
    const deadline = Date.now() + 40_000;
    while ((await contents().countDocuments({ foldRules: null })) > 0) {
      expect(Date.now()).toBeLessThan(deadline);
      await delay(50);
    }
    const owned = { userId: new Types.ObjectId(user.id), foldedTitle: /^creme \d+$/, foldedBody: 'brulee' };
    expect(await contents().countDocuments(owned)).toBe(35);
    expect(await contents().findOne({ title: 'Crème' })).toEqual(before);
  }, 90_000);
});

describe('the check for pieces without a copy', () => {
  it('is skipped for a while, and then finds what an earlier version wrote meanwhile', async () => {
    const log = pino({ level: 'silent' });
    // Separate models, because other test files share the connection.
    const models = await openModels(product.mongo.useDb(product.mongo.name), log);
    const recheckMs = 400;
    const copies = startFoldedCopies({
      ...models,
      lease: createLease(models.leases, 'test'),
      log,
      recheckMs,
    });
    const user = await product.buildUser();
    const missing = () => contents().countDocuments({ userId: new Types.ObjectId(user.id), foldRules: null });
    await insertEarlier(user, 25);
    await copies.ensure(user.id);
    expect(await missing()).toBe(0);
    const since = Date.now();
    await insertEarlier(user, 1);
    await copies.ensure(user.id);
    // Slow machines may need longer than the interval.
    if (Date.now() - since < recheckMs) expect(await missing()).toBe(1);
    await delay(recheckMs + 50);
    await copies.ensure(user.id);
    expect(await missing()).toBe(0);
    await copies.close();
  });
});
