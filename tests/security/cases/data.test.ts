import { randomUUID } from 'node:crypto';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../../../examples/demo/operations.js';
import { CreateContent } from '../../support/operations.js';
import { comparable, type GraphQLRequest, startTarget, type Target } from './setup.js';

let target: Target;
let contentId: string;
let jobId: string;
beforeAll(async () => {
  target = await startTarget();
  const type = 'PRODUCT_DESCRIPTION';
  const input = { title: 'Tea (100 %) .* \\ _', type, body: 'Water' } as const;
  contentId = (await target.user.request(CreateContent, { input })).createContent.id;
  jobId = (await target.user.request(Generate, { input: { prompt: 'Tea', type, delaySeconds: 3_600 } }))
    .generateContent.id;
});
afterAll(() => target[Symbol.asyncDispose]());

const NOBODYS = { content: 'f'.repeat(24), job: '01920000-0000-7000-8000-000000000000' };
const byId = (field: string, id: string): GraphQLRequest => ({
  query: `mutation ($id: ID!) { ${field} { id } }`,
  variables: { id },
});
const content = (id: unknown) => ({
  query: 'query ($id: ID!) { content(id: $id) { id } }',
  variables: { id },
});
const search = (text: string) => ({
  query: 'query ($search: String) { contents(search: $search) { totalCount edges { node { title } } } }',
  variables: { search: text },
});
async function found(text: string, token = target.user.token): Promise<unknown> {
  const { http } = await target.ask(search(text), token);
  return (http.json.data?.contents as { totalCount: number } | undefined)?.totalCount;
}

describe('authorization and data', () => {
  it('29 gives the same bytes for another user’s id as for an unknown one', async () => {
    const { token } = target.stranger;
    const fields: [string, string, string][] = [
      ['updateContent(id: $id, input: { title: "x" })', contentId, NOBODYS.content],
      ['deleteContent(id: $id)', contentId, NOBODYS.content],
      ['cancelJob(id: $id)', jobId, NOBODYS.job],
      ['retryJob(id: $id)', jobId, NOBODYS.job],
      ['saveJobToLibrary(id: $id)', jobId, NOBODYS.job],
    ];
    for (const [field, owned, nobodys] of fields) {
      expect(await target.codes(byId(field, owned), token)).toEqual(['NOT_FOUND']);
      const [theirs, none] = [
        await target.ask(byId(field, owned), token),
        await target.ask(byId(field, nobodys), token),
      ];
      expect(comparable(theirs.http.json)).toBe(comparable(none.http.json));
      expect(comparable(theirs.socket)).toBe(comparable(none.socket));
    }
    const [theirs, none] = [
      await target.ask(content(contentId), token),
      await target.ask(content(NOBODYS.content), token),
    ];
    expect(comparable(theirs.http.json)).toBe(comparable(none.http.json));
    expect(await found('', token)).toBe(0);
    for (const field of ['jobCompleted', 'jobProgress']) {
      const events = target.stranger.subscribe(
        parse(`subscription { ${field}(jobId: "${jobId}") { __typename } }`) as never,
        {},
      );
      const { value } = await events.next();
      expect(JSON.stringify(value)).toContain('NOT_FOUND');
      await events.return?.();
    }
  });

  it('30 rejects fields that only the server sets', async () => {
    for (const extra of ['userId', 'ownerId', '_id', 'createdAt', 'jobId']) {
      const input = { title: 'x', type: 'PRODUCT_DESCRIPTION', body: 'x', [extra]: target.stranger.id };
      const query = 'mutation ($input: CreateContentInput!) { createContent(input: $input) { id } }';
      expect(await target.codes({ query, variables: { input } }, target.user.token)).toEqual([
        'BAD_USER_INPUT',
      ]);
    }
    const input = { prompt: 'x', type: 'PRODUCT_DESCRIPTION', status: 'COMPLETED' };
    const query = 'mutation ($input: GenerateContentInput!) { generateContent(input: $input) { id } }';
    expect(await target.codes({ query, variables: { input } }, target.user.token)).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect(await found('', target.stranger.token)).toBe(0);
  });

  it('31 rejects malformed ids', async () => {
    const { token } = target.user;
    for (const id of ['x', 'twelve chars', '', '\u0000', 'f'.repeat(25)]) {
      const { http } = await target.ask(content(id), token);
      expect(http.json).toMatchObject({ data: { content: null } });
      expect(await target.codes(byId('deleteContent(id: $id)', id), token)).toEqual(['NOT_FOUND']);
    }
    for (const id of [1.5, { $ne: null }, ['x', 'y'], null])
      expect(await target.codes(content(id), token)).toEqual(['BAD_USER_INPUT']);
  });

  it('32 treats operators of the database as text, and rejects them as values', async () => {
    const { token } = target.user;
    for (const text of ['{"$ne":null}', '{"$gt":""}', '$where', 'this.a == this.a']) {
      expect(await found(text)).toBe(0);
      expect(await target.codes(byId('deleteContent(id: $id)', text), token)).toEqual(['NOT_FOUND']);
    }
    const query = 'query ($search: String) { contents(search: $search) { totalCount } }';
    for (const operator of [{ $ne: null }, { $where: 'true' }])
      expect(await target.codes({ query, variables: { search: operator } }, token)).toEqual([
        'BAD_USER_INPUT',
      ]);
    const login = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
    for (const password of [{ $ne: null }, { $gt: '' }]) {
      const variables = { input: { email: target.user.email, password } };
      expect(await target.codes({ query: login, variables })).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('33 makes a search literal, short and fast', async () => {
    for (const text of ['.*', '(', '%', '\\', '_', '100 %', '']) expect(await found(text)).toBe(1);
    for (const text of ['^(a|aa)+$', '.+', 'T.a', '[a-z]', '\\w']) expect(await found(text)).toBe(0);
    for (const text of ['x'.repeat(201), 'x'.repeat(40_000), '\u0000'])
      expect(await target.codes(search(text), target.user.token)).toEqual(['BAD_USER_INPUT']);
  });

  it('34 keeps private fields out of the schema', async () => {
    for (const field of ['passwordHash', '__v', 'sessionEpoch', 'keptSession', '_id'])
      expect(await target.codes({ query: `{ me { ${field} } }` }, target.user.token)).toEqual([
        'GRAPHQL_VALIDATION_FAILED',
      ]);
    expect(await target.codes({ query: '{ users { email } }' }, target.user.token)).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });

  it('35 creates one account for 20 concurrent registrations of one email', async () => {
    // Beyond the limit of registrations for one email, no request would compete.
    const wide = await target.product.startApi({ RATE_LIMITS: 'off' });
    const input = { name: 'Ada', email: `${randomUUID()}@example.com`, password: 'correct horse' };
    const query = 'mutation ($input: RegisterInput!) { register(input: $input) { user { id } } }';
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(wide.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables: { input } }),
        }).then((response) => response.text()),
      ),
    );
    expect(answers.filter((text) => text.includes('EMAIL_TAKEN'))).toHaveLength(19);
    expect(answers.filter((text) => !text.includes('errors'))).toHaveLength(1);
    expect(answers.join()).not.toMatch(/email_1|E11000|dup key/);
  });

  it('36 handles an old version, a repeated deletion, and a change after the deletion', async () => {
    const { token } = target.user;
    const input = { title: 'Coffee', type: 'PRODUCT_DESCRIPTION', body: 'Water' } as const;
    const { id } = (await target.user.request(CreateContent, { input })).createContent;
    const update = (version: number, title: string): GraphQLRequest => ({
      query:
        'mutation ($id: ID!, $input: UpdateContentInput!) { updateContent(id: $id, input: $input) { version } }',
      variables: { id, input: { title, version } },
    });
    const both = await Promise.all(['One', 'Two'].map((title) => sendOnce(update(1, title), token)));
    expect(both.map((code) => code ?? 'ok').toSorted()).toEqual(['CONFLICT', 'ok']);
    for (const version of [1, 3, 0, -1])
      expect(await target.codes(update(version, 'Never'), token)).toEqual(['CONFLICT']);
    expect(await found('Never')).toBe(0);
    expect(await sendOnce(update(2, 'Three'), token)).toBeUndefined();
    const remove = byId('deleteContent(id: $id)', id);
    expect(await sendOnce(remove, token)).toBeUndefined();
    expect(await target.codes(remove, token)).toEqual(['NOT_FOUND']);
    expect(await target.codes(update(3, 'Never'), token)).toEqual(['NOT_FOUND']);
  });
});

async function sendOnce(request: GraphQLRequest, token: string): Promise<unknown> {
  const response = await fetch(target.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(request),
  });
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code;
}
