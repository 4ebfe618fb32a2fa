import { randomBytes, randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose, { type Connection, Types } from 'mongoose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLogger, type Logger, loggerOptions } from '../src/infra/logger.js';
import { openModels } from '../src/modules/open-models.js';
import { giveRole } from './support/admin.js';
import { sendQuery } from './support/http.js';
import { type Product, startProduct, type TestUser } from './support/product.js';

let product: Product;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ env: { SWEEP_INTERVAL_MS: '300' } });
  user = await product.buildUser();
  const ask = async (query: string) => {
    const { json } = await sendQuery(product.apis[0]?.url ?? '', { query }, user.token);
    expect(json.errors).toBeUndefined();
  };
  await ask('mutation { createContent(input: { title: "Tea", type: BLOG_POST_OUTLINE, body: "" }) { id } }');
  await ask(
    'mutation { createBrandVoice(input: { name: "Ada", description: "Dry.", samples: ["Tea."] }) { id } }',
  );
  const { data } = (
    await sendQuery(
      product.apis[0]?.url ?? '',
      {
        query:
          'mutation { createContent(input: { title: "Bin", type: BLOG_POST_OUTLINE, body: "" }) { id } }',
      },
      user.token,
    )
  ).json as { data: { createContent: { id: string } } };
  const { id } = data.createContent;
  await ask(`mutation { updateContent(id: "${id}", input: { body: "x" }) { id } }`);
  await ask(`mutation { addTags(ids: ["${id}"], tags: ["t"]) { done } }`);
  await ask(`mutation { deleteContent(id: "${id}") { id } }`);
  await ask('mutation { createWebhook(url: "https://receiver.test/", events: [JOB_CANCELED]) { secret } }');
  await ask(
    'mutation { createTemplate(input: { name: "Tea", type: BLOG_POST_OUTLINE, prompt: "On {{a}}", variables: [{ name: "a", label: "A", type: TEXT }] }) { id } }',
  );
  const webhook = await collection('webhooks').findOne({});
  await ask(`mutation { sendTestWebhook(id: "${webhook?._id}") { id } }`);
  await ask('mutation { createAccessToken(input: { name: "CI", access: FULL }) { token } }');
  product.upstream.enqueue({ kind: 'status', status: 400 });
  await ask(
    'mutation { generateContent(input: { prompt: "Tea", type: BLOG_POST_OUTLINE, delaySeconds: 0, options: { tone: FRIENDLY, keywords: ["tea"] } }) { id } }',
  );
  await ask(
    'mutation { generateBatch(input: { items: [{ prompt: "Tea", type: BLOG_POST_OUTLINE }], delaySeconds: 3600 }) { id } }',
  );
  await ask(
    'mutation { createSchedule(input: { name: "Tea", cron: "0 9 * * *", timeZone: "Europe/Berlin", prompt: "Tea", type: BLOG_POST_OUTLINE }) { id } }',
  );
  await ask('mutation { exportContents(input: { format: JSONL }) { id } }');
  while ((await collection('exports').findOne({ status: 'COMPLETED' })) === null) await delay(50);
  await giveRole(product, user, 'ADMIN');
  await ask('mutation { pauseQueue }');
  await ask('mutation { resumeQueue }');
  // The sweeper’s lease stays, unlike the lease of a webhook.
  const written = () =>
    Promise.all([collection('events').findOne({}), collection('leases').findOne({ _id: 'sweeper' })]);
  while ((await written()).includes(null)) await delay(50);
});
afterAll(() => product[Symbol.asyncDispose]());

const REFUSED = { code: 121 };
type Row = Record<string, unknown> & { _id: string | Types.ObjectId };
const collection = (name: string) => product.mongo.collection<Row>(name);

/** A copy of a row that the product has written, with values that are new to every unique index. */
async function copyOf(name: string) {
  const row = await collection(name).findOne(name === 'leases' ? { _id: 'sweeper' } : {});
  if (!row) throw new Error(`${name} has no row`);
  const copy: Row = {
    ...row,
    _id: typeof row._id === 'string' ? randomUUID() : new Types.ObjectId(),
  };
  if (name === 'users') copy.email = `${randomUUID()}@example.com`;
  if (name === 'jobs') delete copy.idempotencyKey;
  if (name === 'webhooks' || name === 'brandvoices') copy.slot = 9;
  if (name === 'webhooks') copy.slot = 9;
  if (name === 'contentversions') copy.contentId = new Types.ObjectId();
  if (name === 'contentevents') copy.userId = new Types.ObjectId();
  if (name === 'webhooks' || name === 'accesstokens') copy.slot = 9;
  if (name === 'accesstokens') copy.hash = randomUUID();
  if (name === 'webhooks' || name === 'templates') copy.slot = 9;
  if (name === 'schedules') copy.slot = 9;
  if (name === 'templateversions') copy.version = 9;
  if (name === 'events') {
    copy.userId = new Types.ObjectId();
    copy.job = { ...(row.job as object), id: randomUUID() };
  }
  return copy;
}

/** A collection, a field (`a.b`, `list.0.b`), and an invalid value for it. `undefined` removes the field. */
const BROKEN: [collection: string, field: string, ...values: unknown[]][] = [
  ['users', 'name', null, undefined, 1],
  ['users', 'email', null, undefined, { $ne: 1 }],
  ['users', 'passwordHash', null, undefined, 1],
  ['users', 'status', null, undefined, 'ASLEEP'],
  ['users', 'role', 'KING', 1],
  ['users', 'adminActs', '1'],
  ['users', 'shutAt', 1],
  ['users', 'sessionEpoch', null, undefined, '0'],
  ['users', 'keptSession', 'x'],
  ['users', 'emailVerifiedAt', 'x', true],
  ['users', 'createdAt', null, undefined, '2026-01-01'],
  ['schedules', 'userId', null, undefined, 'x'],
  ['schedules', 'slot', null, undefined, '1'],
  ['schedules', 'name', null, undefined, 1],
  ['schedules', 'cron', 1],
  ['schedules', 'rrule', 1],
  ['schedules', 'startsAt', 1],
  ['schedules', 'timeZone', null, undefined, 1],
  ['schedules', 'request', null, undefined, 'x', { variables: 'x' }, { type: 'SECRET_TYPE' }],
  ['schedules', 'status', null, undefined, 'ASLEEP'],
  ['schedules', 'pauseReason', 'WHIM'],
  ['schedules', 'nextRunAt', 'x', 1],
  ['schedules', 'lastRunAt', 'x'],
  ['schedules', 'failuresInARow', null, undefined, '1'],
  ['schedules', 'lastFailure', 'x', { code: 'JOB_FAILED' }],
  ['schedules', 'createdAt', null, undefined],
  ['jobs', 'schedule', 'x', { id: 's' }, { id: 's', dueAt: 'x' }],
  ['accesstokens', 'userId', null, undefined, 'x'],
  ['accesstokens', 'slot', null, undefined, '1'],
  ['accesstokens', 'name', null, undefined, 1],
  ['accesstokens', 'hash', null, undefined, 1],
  ['accesstokens', 'access', null, undefined, 'SOME'],
  ['accesstokens', 'expiresAt', 'x'],
  ['accesstokens', 'createdAt', null, undefined],
  ['sessions', 'userId', null, undefined, 'x'],
  ['sessions', 'epoch', null, undefined, '1'],
  ['sessions', 'generation', null, undefined],
  ['sessions', 'refreshedAt', 'x', [1]],
  ['sessions', 'userAgent', 1],
  ['sessions', 'expiresAt', null, undefined, 1],
  ['sessions', 'createdAt', null, undefined, 1],
  ['contents', 'userId', null, undefined, 'x'],
  ['contents', 'title', null, undefined, 1],
  ['contents', 'type', null, undefined, 'SECRET_TYPE'],
  ['contents', 'body', null, undefined, 1],
  ['contents', 'changes', '1'],
  ['contents', 'jobId', 1],
  ['contents', 'createdAt', null, undefined, 1],
  ['contents', 'updatedAt', null, undefined, 1],
  ['contents', 'tags', 'x', ['x'], [{ tag: 'x' }]],
  ['contents', 'starred', 1],
  ['contents', 'source', 'x', { prompt: 1 }],
  ['contentversions', 'userId', null, undefined, 'x'],
  ['contentversions', 'contentId', null, undefined, 'x'],
  ['contentversions', 'version', null, undefined, '1'],
  ['contentversions', 'title', null, undefined, 1],
  ['contentversions', 'type', null, undefined, 'SECRET_TYPE'],
  ['contentversions', 'body', null, undefined, 1],
  ['contentversions', 'reason', null, undefined, 'WHIM'],
  ['contentversions', 'actorId', null, undefined, 'x'],
  ['contentversions', 'replacedAt', null, undefined, 1],
  ['binnedcontents', 'userId', null, undefined, 'x'],
  ['binnedcontents', 'binnedAt', null, undefined, 1],
  ['binnedcontents', 'piece', null, undefined, {}],
  ['binnedcontents', 'piece.type', null, undefined, 'SECRET_TYPE'],
  ['binnedcontents', 'piece.body', 1],
  ['contentevents', 'userId', null, undefined, 'x'],
  ['contentevents', 'seq', null, undefined, '1'],
  ['contentevents', 'kind', null, undefined, 'LOST'],
  ['contentevents', 'contentId', null, undefined, 'x'],
  ['contentevents', 'occurredAt', null, undefined, 1],
  ['contentcounters', 'seq', null, undefined, '1'],
  ['contentcounters', '_id', 'x'],
  ['jobs', '_id', new Types.ObjectId()],
  ['jobs', 'userId', null, undefined, 'x'],
  ['jobs', 'prompt', null, undefined, 1, ['Tea']],
  ['jobs', 'type', null, undefined, 'SECRET_TYPE'],
  ['jobs', 'options', 'x', 1],
  ['jobs', 'options.tone', 'LOUD', 1],
  ['jobs', 'options.keywords', 'tea', [1]],
  ['jobs', 'options.brandVoice', 'v1', { id: 'v1' }],
  ['jobs', 'status', null, undefined, 'LOST'],
  ['jobs', 'scheduledFor', null, undefined, 1],
  ['jobs', 'run', null, undefined, '1'],
  ['jobs', 'attempts', null, undefined],
  ['jobs', 'attemptHistory', null, 'x', [null], [{}]],
  ['jobs', 'attemptHistory.0.startedAt', null, undefined],
  ['jobs', 'attemptHistory.0.error', 'x', {}],
  ['jobs', 'error.code', null, undefined, 'BAD_LUCK'],
  ['jobs', 'error.retriable', null, undefined],
  ['jobs', 'finishReason', 'TIRED'],
  ['jobs', 'generatedContent', 1],
  ['jobs', 'createdAt', null, undefined, 1],
  ['events', 'userId', null, undefined, 'x'],
  ['events', 'seq', null, undefined, '1'],
  ['events', 'occurredAt', null, undefined],
  ['events', 'job', null, undefined, {}],
  ['events', 'job.prompt', null, undefined, 1],
  ['events', 'job.options', 'x'],
  ['events', 'job.options.tone', 'LOUD'],
  ['events', 'job.type', null, 'SECRET_TYPE'],
  ['events', 'job.status', null, 'LOST'],
  ['events', 'job.error.code', null, 'BAD_LUCK'],
  ['events', 'job.createdAt', null, undefined, '2026-01-01'],
  ['eventcounters', 'seq', null, undefined, '1'],
  ['eventcounters', '_id', 'x'],
  ['webhooks', 'userId', null, undefined, 'x'],
  ['webhooks', 'url', null, undefined, 1],
  ['webhooks', 'events', null, undefined, 'JOB_FAILED', ['JOB_LOST']],
  ['webhooks', 'status', null, undefined, 'ASLEEP'],
  ['webhooks', 'disabledReason', 'TIRED'],
  ['webhooks', 'secrets', null, undefined, [{}]],
  ['webhooks', 'seq', null, undefined, '1'],
  ['webhooks', 'createdAt', null, undefined, 1],
  ['webhookdeliveries', 'webhookId', null, undefined, 'x'],
  ['webhookdeliveries', 'eventId', null, undefined, 1],
  ['webhookdeliveries', 'event', 'JOB_LOST'],
  ['webhookdeliveries', 'status', null, undefined, 'LOST'],
  ['webhookdeliveries', 'attempts', null, undefined, '1'],
  ['webhookdeliveries', 'createdAt', null, undefined, 1],
  ['brandvoices', 'userId', null, undefined, 'x'],
  ['brandvoices', 'slot', null, undefined, '1'],
  ['brandvoices', 'name', null, undefined, 1],
  ['brandvoices', 'description', null, undefined, 1],
  ['brandvoices', 'samples', null, undefined, 'x', [1]],
  ['brandvoices', 'createdAt', null, undefined, 1],
  ['leases', 'holder', null, undefined],
  ['leases', 'until', null, undefined, 1],
  ['audit', 'at', null, undefined, 1],
  ['audit', 'action', null, undefined, 'NOTHING_DONE'],
  ['audit', 'actorId', 'x'],
  ['audit', 'address', 1],
  ['audit', 'expiresAt', null, undefined, 1],
  ['batches', 'userId', null, undefined, 'x'],
  ['batches', 'total', null, undefined, '1'],
  ['batches', 'failed', null, undefined, '1'],
  ['batches', 'changes', null, undefined, '1'],
  ['batches', 'fingerprint', null, undefined, 1],
  ['batches', 'createdAt', null, undefined, 1],
  ['batches', 'completedAt', 1],
  ['jobs', 'batch', 'x', {}, { id: 'x', item: '1', variation: 0 }],
  ['events', 'batch', 'x', {}, { id: 'x', total: 1 }],
  ['templates', 'userId', null, undefined, 'x'],
  ['templates', 'slot', null, undefined, 'x'],
  ['templates', 'name', null, undefined, 1],
  ['templates', 'description', 1],
  ['templates', 'type', null, undefined, 'SECRET_TYPE'],
  ['templates', 'prompt', null, undefined, 1],
  ['templates', 'variables', null, undefined, 'x', [{}]],
  ['templates', 'variables.0.type', null, undefined, 'COLOUR'],
  ['templates', 'variables.0.required', null, undefined, 'yes'],
  ['templates', 'version', null, undefined, '1'],
  ['templateversions', 'templateId', null, undefined, 'x'],
  ['templateversions', 'prompt', null, undefined, 1],
  ['templateversions', 'updatedAt', null, undefined, 1],
  ['jobs', 'template', 'x', {}, { id: 'x', name: 'x', version: '1', variables: [] }],
  ['exports', 'userId', null, undefined, 'x'],
  ['exports', 'kind', null, undefined, 'ALL'],
  ['exports', 'format', null, undefined, 'RTF'],
  ['exports', 'selection', null, undefined, {}, { filter: { type: 'SECRET_TYPE' } }],
  ['exports', 'status', null, undefined, 'LOST'],
  ['exports', 'attempts', null, undefined, '1'],
  ['exports', 'done', null, undefined, '1'],
  ['exports', 'fileIds', null, undefined, ['x']],
  ['exports', 'file', 'x', {}],
  ['exports', 'file.size', null, undefined, '1'],
  ['exports', 'createdAt', null, undefined, 1],
  ['queues', 'paused', null, undefined, 'on'],
];

function withValue(row: Record<string, unknown>, [name = '', ...rest]: string[], value: unknown): unknown {
  const copy = (Array.isArray(row) ? [...row] : { ...row }) as Record<string, unknown>;
  if (rest.length > 0) copy[name] = withValue(copy[name] as Record<string, unknown>, rest, value);
  else if (value === undefined) delete copy[name];
  else copy[name] = value;
  return copy;
}

describe('MongoDB rejects a row that no reader could handle:', () => {
  it.each([...new Set(BROKEN.map(([name]) => name))])('%s accept a copy of a valid row', async (name) => {
    const copy = await copyOf(name);
    await collection(name).insertOne(copy);
    await collection(name).deleteOne({ _id: copy._id });
  });

  it.each(BROKEN)('%s with a broken %s', async (name, field, ...values) => {
    for (const value of values) {
      const broken = withValue(await copyOf(name), field.split('.'), value) as Row;
      await expect(collection(name).insertOne(broken), JSON.stringify(value)).rejects.toMatchObject(REFUSED);
    }
  });

  it('also if an update of any kind would break a valid row', async () => {
    const contents = collection('contents');
    const row = await contents.findOne({});
    const broken = { $set: { title: null } };
    await expect(contents.updateOne({ _id: row?._id }, broken)).rejects.toMatchObject(REFUSED);
    await expect(contents.findOneAndUpdate({ _id: row?._id }, [broken])).rejects.toMatchObject(REFUSED);
    await expect(contents.replaceOne({ _id: row?._id }, {})).rejects.toMatchObject(REFUSED);
    await expect(
      contents.bulkWrite([{ updateOne: { filter: { _id: row?._id }, update: broken } }]),
    ).rejects.toMatchObject(REFUSED);
  });
});

describe('a database of an earlier version', () => {
  const url = new URL(inject('mongoUri'));
  url.pathname = `/test-${randomBytes(6).toString('hex')}`;
  const connections: Connection[] = [];
  const commands: string[] = [];
  const connect = async () => {
    const options = { autoIndex: false, autoCreate: false, monitorCommands: true };
    const connection = await mongoose.createConnection(url.toString(), options).asPromise();
    connection.getClient().on('commandStarted', ({ commandName }) => commands.push(commandName));
    connections.push(connection);
    return connection;
  };
  const log = createLogger({ name: 'test', level: 'silent', pretty: false });
  afterAll(async () => {
    await connections[0]?.dropDatabase();
    await Promise.all(connections.map((connection) => connection.close()));
  });

  it('keeps its broken rows, allows changes to them, and rejects new ones', async () => {
    const connection = await connect();
    const contents = connection.collection('contents');
    const broken = { title: null, type: 'BLOG_POST_OUTLINE', body: 'Tea' };
    const { insertedId } = await contents.insertOne({ ...broken });
    await openModels(connection, log);
    await contents.updateOne({ _id: insertedId }, { $set: { body: 'Green tea' } });
    expect(await contents.findOne({})).toMatchObject({ title: null, body: 'Green tea' });
    await expect(contents.insertOne({ ...broken })).rejects.toMatchObject(REFUSED);
    expect(commands.filter((name) => name === 'collMod')).toHaveLength(1);
  });

  it('is not changed by later starts', async () => {
    commands.length = 0;
    await openModels(await connect(), log);
    expect(commands).toContain('listCollections');
    expect(commands).not.toContain('collMod');
  });

  it('is set up once by processes that start concurrently', async () => {
    const [first, ...others] = await Promise.all([connect(), connect(), connect()]);
    await first.dropDatabase();
    await Promise.all([first, ...others].map((connection) => openModels(connection, log)));
    await expect(first.collection('users').insertOne({ name: 1 })).rejects.toMatchObject(REFUSED);
  });

  it('without permission to change collections is used unchanged, with a warning', async () => {
    const connection = await connect();
    await connection.dropDatabase();
    await connection.collection('contents').insertOne({ title: null });
    const { db } = connection;
    if (!db) throw new Error('not connected');
    const command = db.command.bind(db);
    db.command = (order: object, ...rest) =>
      'collMod' in order
        ? Promise.reject(new mongoose.mongo.MongoServerError({ message: 'not authorized', code: 13 }))
        : command(order, ...rest);
    const warned: unknown[] = [];
    const warn = (facts: unknown) => warned.push(facts);
    await openModels(connection, { ...log, warn } as unknown as Logger);
    expect(warned).toEqual([{ collection: 'contents' }]);
  });
});

it('logs the names of the rejected fields, and none of their values', async () => {
  const error = await collection('contents')
    .insertOne({ _id: new Types.ObjectId(), title: 1, body: ['my secret'] })
    .catch((cause) => cause);
  expect(JSON.stringify(error.errInfo)).toContain('my secret');
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  pino(loggerOptions({ name: 'test', level: 'info' }), stream).error({ err: error }, 'failed');
  expect(JSON.parse(text).err.errInfo.fields).toEqual(expect.arrayContaining(['title', 'body', 'userId']));
  expect(text).not.toContain('my secret');
});
