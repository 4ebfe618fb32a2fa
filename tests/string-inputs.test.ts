import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  type OperationTypeNode,
  parse,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin } from './support/admin.js';
import { CreateContent, CreateWebhook } from './support/operations.js';
import { type Product, startProduct, type TestUser } from './support/product.js';

const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));

interface StringInput {
  operation: OperationTypeNode;
  field: string;
  /** The path from the arguments to the string. */
  path: string[];
}

function inputsOf(type: GraphQLInputType, path: string[]): string[][] {
  const named = getNamedType(type);
  if (named.name === 'String') return [path];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => inputsOf(field.type, [...path, field.name]));
}

const INPUTS: StringInput[] = (['query', 'mutation', 'subscription'] as OperationTypeNode[]).flatMap(
  (operation) =>
    Object.values(schema.getRootType(operation)?.getFields() ?? {}).flatMap(({ name: field, args }) =>
      args.flatMap((arg) => inputsOf(arg.type, [arg.name]).map((path) => ({ operation, field, path }))),
    ),
);

let product: Product;
let user: TestUser;
let webhookId: string;
let contentId: string;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
  user = await buildAdmin(product);
  const piece = { title: 'Tea', type: 'BLOG_POST_OUTLINE' as const, body: '' };
  contentId = (await user.request(CreateContent, { input: piece })).createContent.id;
  const input = { url: 'https://receiver.test/', events: ['JOB_FAILED' as const] };
  webhookId = (await user.request(CreateWebhook, input)).createWebhook.webhook.id;
});
afterAll(() => product[Symbol.asyncDispose]());

const template = () => ({
  name: 'Tea',
  description: 'Tea',
  type: 'BLOG_POST_OUTLINE',
  prompt: 'On {{topic}}',
  variables: [{ name: 'topic', label: 'Topic', type: 'TEXT', default: 'Tea', options: [] }],
  options: {},
});

const schedule = () => ({
  name: 'Tea',
  cron: '0 9 * * *',
  timeZone: 'Europe/Berlin',
  prompt: 'Tea',
  type: 'BLOG_POST_OUTLINE',
  options: {},
  variables: [{ name: 'topic', value: 'Tea' }],
});

/** Valid arguments, into which a test puts one string. */
const ARGUMENTS: Record<string, () => Promise<object> | object> = {
  register: () => ({
    input: { name: 'Ada', email: `${randomUUID()}@example.com`, password: 'correct horse' },
  }),
  login: () => ({ input: { email: user.email, password: user.password } }),
  changePassword: () => ({ input: { currentPassword: 'not that one', newPassword: user.password } }),
  requestPasswordReset: () => ({ email: user.email }),
  resetPassword: () => ({ input: { token: 'none', newPassword: user.password } }),
  verifyEmail: () => ({ token: 'none' }),
  updateProfile: () => ({ name: 'Ada' }),
  deleteAccount: () => ({ password: 'not that one' }),
  refreshSession: () => ({ refreshToken: 'none' }),
  createContent: () => ({ input: { title: 'Tea', type: 'BLOG_POST_OUTLINE', body: '' } }),
  updateContent: () => ({ id: 'f'.repeat(24), input: { title: 'Tea' } }),
  generateContent: () => ({
    input: {
      prompt: 'Tea',
      type: 'BLOG_POST_OUTLINE',
      options: {},
      variables: [{ name: 'topic', value: 'Tea' }],
      scheduledFor: { at: '2026-12-24T08:00:00Z' },
    },
  }),
  saveJobToLibrary: () => ({ id: randomUUID() }),
  refineJob: () => ({ id: randomUUID(), instruction: 'shorter' }),
  continueJob: () => ({ id: randomUUID() }),
  markNotificationsRead: () => ({ upTo: '0' }),
  contents: () => ({}),
  contentVersions: () => ({ id: contentId }),
  binnedContents: () => ({}),
  addTags: () => ({ ids: ['f'.repeat(24)] }),
  removeTags: () => ({ ids: ['f'.repeat(24)] }),
  contentChanged: () => ({}),
  jobs: () => ({}),
  notifications: () => ({}),
  jobCompleted: () => ({}),
  exports: () => ({}),
  exportContents: () => ({ input: { format: 'JSON', filter: { search: 'none' } } }),
  webhookDeliveries: () => ({ webhookId }),
  createWebhook: () => ({ url: 'https://receiver.test/', events: ['JOB_FAILED'] }),
  updateWebhook: () => ({ id: webhookId }),
  createBrandVoice: () => ({ input: { name: 'Ada', description: 'Dry.' } }),
  updateBrandVoice: () => ({ id: 'f'.repeat(24), input: { name: 'Ada' } }),
  adminUsers: () => ({}),
  adminJobs: () => ({}),
  adminRetryJobs: () => ({ filter: {} }),
  adminCancelJobs: () => ({ filter: {} }),
  auditLog: () => ({}),
  createAccessToken: () => ({ input: { name: 'CI', access: 'READ_ONLY' } }),
  templates: () => ({}),
  generateBatch: () => ({
    input: {
      items: [
        {
          prompt: 'Tea',
          type: 'BLOG_POST_OUTLINE',
          variables: [{ name: 'topic', value: 'Tea' }],
          options: {},
        },
      ],
      variableSets: [[{ name: 'topic', value: 'Tea' }]],
      options: {},
    },
  }),
  rescheduleJob: () => ({ id: randomUUID(), scheduledFor: { at: '2026-12-24T08:00:00Z' } }),
  createSchedule: () => ({ input: schedule() }),
  updateSchedule: () => ({ id: 'f'.repeat(24), input: schedule() }),
  scheduleTimes: () => ({ cron: '0 9 * * *', timeZone: 'Europe/Berlin' }),
  batches: () => ({}),
  batchProgress: () => ({ id: randomUUID() }),
  createTemplate: () => ({ input: template() }),
  updateTemplate: () => ({ id: 'f'.repeat(24), input: template() }),
};

async function outcome({ operation, field, path }: StringInput, text: string) {
  const variables = structuredClone(await ARGUMENTS[field]?.()) as Record<string, unknown>;
  const names = schema.getRootType(operation)?.getFields()[field]?.args ?? [];
  const given = names.filter(({ name }) => name in variables || name === path[0]);
  let place = variables;
  // The first object of a list.
  for (const name of path.slice(0, -1)) place = [place[name]].flat(2)[0] as Record<string, unknown>;
  place[path.at(-1) as string] = text;
  const leaf = getNamedType(schema.getRootType(operation)?.getFields()[field]?.type) as object;
  const document = parse(`${operation}(${given.map(({ name, type }) => `$${name}: ${type}`).join(', ')}) {
    ${field}(${given.map(({ name }) => `${name}: $${name}`).join(', ')}) ${'getFields' in leaf ? '{ __typename }' : ''}
  }`);
  try {
    if (operation === 'subscription') {
      const events = user.subscribe(document as never, variables);
      const { value } = await events.next();
      await events.return?.();
      return refusal(value.errors[0]);
    }
    await user.request(document as never, variables as never);
    return 'accepted';
  } catch (error) {
    return refusal(
      (error as { errors?: unknown[] }).errors?.[0] ?? (Array.isArray(error) ? error[0] : error),
    );
  }
}

const refusal = (error: unknown) => {
  const { code, fields } = (error as { extensions: { code: string; fields?: { field: string }[] } })
    .extensions;
  // The index in a list is not part of the name.
  const names = fields?.map(({ field }) => field.replace(/\.\d+(?=\.|$)/g, ''));
  return names ? `${code} ${[...new Set(names)].join()}` : code;
};

/** The input as an error names it: without the argument that contains it. */
const named = ({ path }: StringInput) => path.slice(1).join('.') || path[0];

describe('every string input of the schema', () => {
  it('belongs to an operation that is tested here', () => {
    expect(INPUTS.length).toBeGreaterThan(15);
    expect([...new Set(INPUTS.map(({ field }) => field))].sort()).toEqual(Object.keys(ARGUMENTS).sort());
  });

  it.each(INPUTS.map((input) => [`${input.field}(${input.path.join('.')})`, input] as const))(
    '%s is rejected with NUL, another control character and half a surrogate pair, by its name',
    async (_, input) => {
      for (const text of ['teapot\u0000', '\u001bteapot', 'teapot\ud83d', '\udf75teapot'])
        expect(await outcome(input, text)).toBe(`BAD_USER_INPUT ${named(input)}`);
    },
  );

  it.each(INPUTS.map((input) => [`${input.field}(${input.path.join('.')})`, input] as const))(
    '%s is the same in NFC and NFD',
    async (_, input) => {
      const text = `Crème ${randomUUID()}`;
      expect(await outcome(input, text.normalize('NFD'))).toBe(await outcome(input, text.normalize('NFC')));
    },
  );
});

describe('a text in NFD', () => {
  const nfd = (text: string) => text.normalize('NFD');
  const raw = <Data>(query: string, variables: object) =>
    user.request(parse(query) as never, variables as never) as Promise<Data>;

  it('is stored as NFC: a name, a title, a body, a prompt', async () => {
    const { register } = await raw<{ register: { user: { name: string } } }>(
      'mutation($input: RegisterInput!) { register(input: $input) { user { name } } }',
      { input: { name: nfd('Zoë'), email: `${randomUUID()}@example.com`, password: 'correct horse' } },
    );
    expect(register.user.name).toBe('Zoë'.normalize('NFC'));
    const { createContent } = await raw<{ createContent: object }>(
      'mutation($input: CreateContentInput!) { createContent(input: $input) { title body } }',
      { input: { title: nfd('Thé'), type: 'BLOG_POST_OUTLINE', body: nfd('Crème') } },
    );
    expect(createContent).toEqual({ title: 'Thé'.normalize('NFC'), body: 'Crème'.normalize('NFC') });
  });

  it('gives the same idempotency key, with the same prompt', async () => {
    const generate = (prompt: string, idempotencyKey: string) =>
      raw<{ generateContent: { id: string; prompt: string } }>(
        'mutation($input: GenerateContentInput!) { generateContent(input: $input) { id prompt } }',
        { input: { prompt, idempotencyKey, type: 'BLOG_POST_OUTLINE' } },
      );
    const key = `clé ${randomUUID()}`;
    const first = await generate(nfd('Thé'), nfd(key));
    expect(first.generateContent.prompt).toBe('Thé'.normalize('NFC'));
    expect(await generate('Thé'.normalize('NFC'), key.normalize('NFC'))).toEqual(first);
  });
});
