import { readFile } from 'node:fs/promises';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../examples/demo/operations.js';
import { GenerateBatch } from './batches/operations.js';
import { CreateSchedule } from './schedules/operations.js';
import { buildAdmin } from './support/admin.js';
import { type RawError, sendQuery } from './support/http.js';
import { CreateBrandVoice, CreateContent, CreateWebhook, SendTestWebhook } from './support/operations.js';
import { type Product, startProduct, type TestUser } from './support/product.js';
import { CreateTemplate } from './templates/operations.js';

type Kind = 'query' | 'mutation' | 'subscription';
interface RootField {
  kind: Kind;
  field: GraphQLField<unknown, unknown>;
}

/** The committed schema. `npm run schema -- --check` compares it with the resolvers. */
const schema = buildSchema(await readFile('schema.graphql', 'utf8'));
const ROOT_FIELDS: RootField[] = (
  [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const
).flatMap(([kind, type]) => Object.values(type?.getFields() ?? {}).map((field) => ({ kind, field })));
/** What an anonymous client may do. A new field of the schema is not in this list. */
const PUBLIC = [
  'register',
  'login',
  'refreshSession',
  'requestPasswordReset',
  'resetPassword',
  'verifyEmail',
];
/** What only administrators may do. */
const ADMINISTRATORS = [
  'adminUsers',
  'setUserStatus',
  'setUserRole',
  'setUserBudget',
  'adminJobs',
  'adminRetryJobs',
  'adminCancelJobs',
  'queueStats',
  'queueStatsChanged',
  'pauseQueue',
  'resumeQueue',
  'auditLog',
];
const ID_ARGUMENTS = ['id', 'jobId', 'webhookId', 'deliveryId'];
const title = ({ kind, field }: RootField) => [`${kind} ${field.name}`, { kind, field }] as const;
const guarded = ROOT_FIELDS.filter(({ field }) => !PUBLIC.includes(field.name)).map(title);
const isAdministrators = ({ field }: RootField) => ADMINISTRATORS.includes(field.name);
const byId = ROOT_FIELDS.filter((root) => idArgument(root.field) && !isAdministrators(root)).map(title);
const administrators = ROOT_FIELDS.filter(isAdministrators).map(title);

let product: Product;
let url: string;
let owner: TestUser;
let stranger: TestUser;
let admin: TestUser;
let owned: string[];
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
  url = product.apis[0]?.url ?? '';
  [owner, stranger] = await Promise.all([product.buildUser(), product.buildUser()]);
  admin = await buildAdmin(product);
  const type = 'PRODUCT_DESCRIPTION';
  const { createContent } = await owner.request(CreateContent, { input: { title: 'Tea', type, body: '' } });
  const { generateContent } = await owner.request(Generate, {
    input: { prompt: 'Tea', type, delaySeconds: 3600 },
  });
  const { createWebhook } = await owner.request(CreateWebhook, {
    url: 'https://receiver.test/',
    events: ['JOB_FAILED'],
  });
  const webhook = createWebhook.webhook.id;
  const { sendTestWebhook } = await owner.request(SendTestWebhook, { id: webhook });
  const query = 'mutation { exportContents(input: { format: JSONL }) { id } }';
  const { json } = await sendQuery(url, { query }, owner.token);
  const exported = (json.data?.exportContents as { id: string } | undefined)?.id ?? '';
  const voice = { name: 'Ada', description: 'Dry.' };
  const { createBrandVoice } = await owner.request(CreateBrandVoice, { input: voice });
  const { createTemplate } = await owner.request(CreateTemplate, {
    input: { name: 'Tea', type, prompt: 'Tea' },
  });
  const { generateBatch } = await owner.request(GenerateBatch, {
    input: { items: [{ prompt: 'Tea', type }], delaySeconds: 3600 },
  });
  const { createSchedule } = await owner.request(CreateSchedule, {
    input: { name: 'Tea', cron: '0 9 * * *', timeZone: 'Europe/Berlin', prompt: 'Tea', type },
  });
  owned = [
    createSchedule.id,
    generateBatch.id,
    createBrandVoice.id,
    createContent.id,
    generateContent.id,
    webhook,
    sendTestWebhook.id,
    createTemplate.id,
    exported,
  ];
});
afterAll(() => product[Symbol.asyncDispose]());

describe('a request without a token', () => {
  it.each(guarded)('%s gives UNAUTHENTICATED', async (_, root) => {
    const { errors, data } = await ask(root, 'f'.repeat(24), undefined);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(data ?? { [root.field.name]: null }).toEqual({ [root.field.name]: null });
  });
});

describe('a field for administrators', () => {
  it('is described as one in the schema', () => {
    const described = ROOT_FIELDS.filter(({ field }) => field.description?.includes('For administrators.'));
    expect(described.map(({ field }) => field.name).sort()).toEqual([...ADMINISTRATORS].sort());
    expect(administrators).toHaveLength(ADMINISTRATORS.length);
  });

  it.each(administrators)('%s gives users FORBIDDEN, for any id', async (_, root) => {
    for (const [user, id] of [
      [owner, owner.id],
      [owner, stranger.id],
      [stranger, owner.id],
      [stranger, 'x'],
    ] as const) {
      const { errors, data } = await ask(root, id, user);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
      expect(data ?? { [root.field.name]: null }).toEqual({ [root.field.name]: null });
    }
  });

  it.each(administrators)('%s is open to administrators', async (_, root) => {
    const { errors, data } = await ask(root, 'f'.repeat(24), admin);
    const codes = errors?.map(({ extensions }) => extensions.code) ?? [];
    // An unknown id and an empty selection of jobs give these errors. All other fields have data.
    if (codes.length === 0) expect((data as Record<string, unknown>)[root.field.name]).not.toBeNull();
    else expect(['NOT_FOUND', 'BAD_USER_INPUT']).toEqual(expect.arrayContaining(codes));
  });
});

describe('the id of another user’s object', () => {
  it('is tested for each field that takes an id', () => {
    expect(byId.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'query content',
        'query job',
        'query webhookDeliveries',
        'mutation updateContent',
        'mutation updateWebhook',
        'mutation deleteWebhook',
        'mutation updateBrandVoice',
        'mutation deleteBrandVoice',
        'mutation rotateWebhookSecret',
        'mutation sendTestWebhook',
        'mutation redeliverWebhook',
        'subscription jobCompleted',
        'query template',
        'query batch',
        'mutation cancelBatch',
        'mutation retryBatch',
        'subscription batchProgress',
        'mutation updateTemplate',
        'mutation deleteTemplate',
        'query export',
        'mutation deleteExport',
        'subscription exportProgress',
        'mutation refineJob',
        'mutation continueJob',
        'query schedule',
        'mutation updateSchedule',
        'mutation pauseSchedule',
        'mutation resumeSchedule',
        'mutation deleteSchedule',
        'mutation rescheduleJob',
      ]),
    );
  });

  it.each(byId)('gives the same response for %s as an unknown or malformed id', async (_, root) => {
    const nobodys = ['f'.repeat(24), '01920000-0000-7000-8000-000000000000'];
    const malformed = ['x', 'twelve chars', '{"$ne":null}', '', '\u0000'];
    const answers = await Promise.all(
      [...nobodys, ...owned, ...malformed].map(async (id) => ask(root, id, stranger)),
    );
    const [first] = answers;
    if (root.kind === 'query') expect(first).toEqual({ data: { [root.field.name]: null } });
    else expect(first?.errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
    for (const answer of answers) expect(JSON.stringify(answer)).toBe(JSON.stringify(first));
  });

  it('leaves the object unchanged in all of these requests', async () => {
    const names =
      'contents jobs webhooks webhookdeliveries brandvoices templates templateversions batches exports schedules'.split(
        ' ',
      );
    const found = await Promise.all(names.map((name) => product.mongo.collection(name).countDocuments({})));
    expect(found).toEqual([1, 2, 1, 1, 1, 1, 1, 1, 1, 1]);
    const job = await product.mongo.collection('jobs').findOne({});
    expect(job?.status).toBe('QUEUED');
    const webhook = await product.mongo.collection('webhooks').findOne({});
    expect(webhook).toMatchObject({ status: 'ACTIVE', secrets: [{ sealed: expect.any(String) }] });
    const delivery = await product.mongo.collection('webhookdeliveries').findOne({});
    expect(delivery?.status).toBe('PENDING');
  });
});

interface Answer {
  data?: unknown;
  errors?: RawError[];
}

/** Requests one root field with the smallest arguments that its types allow, over the transport of its operation. */
async function ask({ kind, field }: RootField, id: string, user: TestUser | undefined): Promise<Answer> {
  const args = field.args.filter((arg) => isRequiredArgument(arg) || arg === idArgument(field));
  const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  const query = `${kind}${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection} }`;
  const variables = Object.fromEntries(
    args.map((arg) => [arg.name, arg === idArgument(field) ? id : smallest(arg.type)]),
  );
  if (kind !== 'subscription') return (await sendQuery(url, { query, variables }, user?.token)).json;
  const client = user ?? product.anonymous;
  const events = client.subscribe(parse(query) as never, variables);
  const { value } = await events.next();
  await events.return?.();
  return value as Answer;
}

function idArgument(field: GraphQLField<unknown, unknown>) {
  return field.args.find(({ name }) => ID_ARGUMENTS.includes(name));
}

function smallest(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return smallest(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, smallest(field.type)]));
  }
  return ['Int', 'Float'].includes(type.name) ? 1 : type.name === 'Boolean' ? false : 'x';
}
