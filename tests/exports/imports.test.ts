import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from '../support/product.js';
import { exportsOf, type OwnExports } from './setup.js';

let product: Product;
let own: OwnExports;
beforeAll(async () => {
  product = await startProduct({ env: { SWEEP_INTERVAL_MS: '300' } });
  own = exportsOf(product, await product.buildUser());
});
afterAll(() => product[Symbol.asyncDispose]());

const line = (fields: object) =>
  `${JSON.stringify({ title: 'Tea', type: 'BLOG_POST_OUTLINE', body: 'x', ...fields })}\n`;

it('an exported library is imported by another user, once', async () => {
  const [tagged = ''] = await own.add(
    { title: 'Green tea', body: '緑茶 🍵\n\n- a' },
    { title: 'green tea', body: '' },
  );
  await own.label([tagged], 'Tea, "hot"');
  const { downloadUrl } = await own.ended((await own.request({ format: 'JSONL' })).id);
  const file = await (await own.download(downloadUrl)).text();
  // The library of the exporting user has them already.
  expect(await (await own.upload(file)).json()).toMatchObject({ created: 0, duplicates: 2, refused: 0 });

  const theirs = await product.buildUser();
  const other = exportsOf(product, theirs);
  const first = await other.upload(file);
  expect(first.status).toBe(200);
  expect(await first.json()).toMatchObject({
    ...{ created: 2, duplicates: 0, refused: 0, stopped: null },
    lines: [
      { line: 1, outcome: 'CREATED', id: expect.any(String) },
      { line: 2, outcome: 'CREATED', id: expect.any(String) },
    ],
  });
  expect(await (await other.upload(file)).json()).toMatchObject({ created: 0, duplicates: 2 });
  const again = await other.ended((await other.request({ format: 'JSONL' })).id);
  const copy = await (await other.download(again.downloadUrl)).text();
  const bare = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((part) => ({ ...JSON.parse(part), id: '' }));
  expect(bare(copy)).toEqual(bare(file));
  expect(copy).toContain(String.raw`"tags":["Tea, \"hot\""],"starred":true`);
  // Each import is one change of the library.
  const kinds = await product.mongo
    .collection('contentevents')
    .find({ userId: new Types.ObjectId(theirs.id) })
    .toArray();
  expect(kinds.map(({ kind, seq }) => [kind, seq])).toEqual([
    ['CREATED', 1],
    ['CREATED', 2],
  ]);
  // An imported piece is searchable.
  expect(await other.ask('{ contents(search: "緑茶") { totalCount } }')).toEqual({ totalCount: 1 });
});

it('an import reports each line', async () => {
  const future = '2999-01-01T00:00:00Z';
  const file = Buffer.concat([
    Buffer.from(`${line({ title: 'One' }).repeat(2)}\n${line({ title: ' ' })}`),
    Buffer.from(`{"title":\n${line({ type: 'POEM' })}${line({ body: 'a\u0001b' })}`),
    Buffer.from([0xff, 0x0a]),
    Buffer.from(line({ createdAt: 'yesterday' }) + line({ body: 'y'.repeat(100_001) })),
    Buffer.from(line({ title: 'Two', createdAt: future }).trimEnd()),
  ]);
  const report = (await (await own.upload(new Uint8Array(file))).json()) as {
    lines: { line: number; outcome: string; reason?: string }[];
  };
  expect(report).toMatchObject({ created: 2, duplicates: 1, refused: 7, stopped: null });
  expect(
    report.lines.map(({ line: number, outcome, reason }) => [number, outcome, reason?.slice(0, 16)]),
  ).toEqual([
    [1, 'CREATED', undefined],
    [2, 'DUPLICATE', undefined],
    [4, 'REFUSED', 'title must not b'],
    [5, 'REFUSED', 'the line is not '],
    [6, 'REFUSED', 'type must be one'],
    [7, 'REFUSED', 'body must be tex'],
    [8, 'REFUSED', 'the line is not '],
    [9, 'REFUSED', 'createdAt must b'],
    [10, 'REFUSED', 'body must be 0 t'],
    [11, 'CREATED', undefined],
  ]);
  const two = await product.mongo.collection('contents').findOne({ title: 'Two' });
  expect(two?.createdAt.getTime()).toBeLessThanOrEqual(Date.now());
});

it('an import reports what is wrong with a line', async () => {
  const wrong = ['[1]', 'null', '"x"', line({ tags: [1] }).trimEnd(), line({ starred: 1 }).trimEnd()];
  const report = (await (await own.upload(wrong.join('\r\n'))).json()) as { lines: { reason?: string }[] };
  const object = 'the line must be a JSON object';
  expect(report.lines.map(({ reason }) => reason)).toEqual([
    ...[object, object, object],
    'tags must be a list of texts',
    'starred must be true or false',
  ]);
});

it('an import requires a signed-in user and JSON Lines', async () => {
  const status = async (headers: Record<string, string>) => (await own.upload(line({}), headers)).status;
  expect(await status({ authorization: '' })).toBe(401);
  expect(await status({ authorization: 'Bearer x' })).toBe(401);
  expect(await status({ 'content-type': 'text/plain' })).toBe(415);
  expect(await status({ 'content-type': 'application/json' })).toBe(415);
});
