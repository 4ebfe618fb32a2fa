import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completions, nextEvent } from '../support/events.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import {
  CreateTemplate,
  DeleteTemplate,
  GenerateFrom,
  JobFrom,
  OneTemplate,
  Templates,
  UpdateTemplate,
} from './operations.js';

let product: Product;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct();
  user = await product.buildUser();
});
afterAll(() => product[Symbol.asyncDispose]());

const TEA = {
  name: 'Tea of the week',
  type: 'PRODUCT_DESCRIPTION' as const,
  prompt: 'A tea called {{name}}.\nTaste: {{taste}}\nGrams: {{grams}}',
  variables: [
    { name: 'name', label: 'Name', type: 'TEXT' as const },
    { name: 'taste', label: 'Taste', type: 'CHOICE' as const, options: ['fresh', 'smoky'], default: 'fresh' },
    { name: 'grams', label: 'Grams', type: 'NUMBER' as const, required: false },
  ],
};
const create = async (of: TestUser = user) =>
  (await of.request(CreateTemplate, { input: TEA })).createTemplate;
const values = (of: Record<string, string>) => Object.entries(of).map(([name, value]) => ({ name, value }));
const generate = async (input: Parameters<typeof user.request<never, never>>[1] | object, of = user) =>
  (await of.request(GenerateFrom, { input: { delaySeconds: 3_600, ...(input as object) } })).generateContent;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error) => (error as { errors?: { extensions: unknown }[] }).errors?.[0]?.extensions ?? error,
  );
const fields = (...names: string[]) =>
  expect.objectContaining({
    code: 'BAD_USER_INPUT',
    fields: names.map((field) => expect.objectContaining({ field })),
  });

describe('the options of a template', () => {
  const OPTIONS = { tone: 'FRIENDLY' as const, language: 'de', keywords: ['tea'] };
  const createWith = async (options: object) =>
    (await user.request(CreateTemplate, { input: { ...TEA, options } })).createTemplate;
  const from = async (id: string, more: object = {}) =>
    generate({ templateId: id, variables: values({ name: 'Sencha' }), ...more });

  it('apply to its texts, and a request may override or disable each', async () => {
    const { id, options } = await createWith({ ...OPTIONS, language: 'DE', audience: null });
    expect(options).toEqual({ ...OPTIONS, brandVoice: null });
    expect((await from(id)).options).toEqual({ ...OPTIONS, audience: null });
    expect((await from(id, { options: null })).options).toMatchObject(OPTIONS);
    const own = { tone: 'FORMAL', audience: 'Cooks', language: null, keywords: [] };
    expect((await from(id, { options: own })).options).toEqual({ ...own, keywords: null });
    const off = { tone: null, language: null, keywords: null };
    expect((await from(id, { options: off })).options).toBeNull();
    // Contradicts those of the template.
    expect(await refusal(from(id, { options: { avoid: ['Tea'] } }))).toEqual(fields('options.avoid'));
  });

  it('create a version when they change, and each version keeps its own', async () => {
    const { id } = await createWith({ tone: 'FRIENDLY' });
    const update = async (input: object) =>
      (await user.request(UpdateTemplate, { id, input })).updateTemplate;
    expect(await update({ options: { tone: 'FRIENDLY' } })).toMatchObject({ version: 1 });
    expect(await update({ name: 'Tea' })).toMatchObject({ version: 2, options: { tone: 'FRIENDLY' } });
    expect(await update({ options: { tone: 'FORMAL' } })).toMatchObject({
      version: 3,
      options: { tone: 'FORMAL' },
    });
    expect(await update({ options: {} })).toMatchObject({ version: 4, options: null });
    const { template } = await user.request(OneTemplate, { id });
    expect(template?.versions.map(({ options }) => options?.tone ?? null)).toEqual([
      null,
      'FORMAL',
      'FRIENDLY',
      'FRIENDLY',
    ]);
    expect((await from(id, { templateVersion: 1 })).options).toMatchObject({ tone: 'FRIENDLY' });
    expect((await from(id)).options).toBeNull();
  });

  it('are validated', async () => {
    expect(await refusal(createWith({ platform: 'X' }))).toEqual(fields('options.platform'));
    expect(await refusal(createWith({ brandVoice: '66c1a1a1a1a1a1a1a1a1a1a1' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { id } = await createWith({ tone: 'FRIENDLY' });
    const wrong = user.request(UpdateTemplate, { id, input: { options: { language: 'xx' } } });
    expect(await refusal(wrong)).toEqual(fields('options.language'));
  });

  it('are not part of the input of an idempotency key', async () => {
    const { id } = await createWith({ tone: 'FRIENDLY' });
    const asked = { idempotencyKey: `options of ${id}`, options: { language: 'de' } };
    const job = await from(id, asked);
    await user.request(UpdateTemplate, { id, input: { options: { tone: 'FORMAL' } } });
    expect((await from(id, { ...asked, templateVersion: 1 })).id).toBe(job.id);
    await user.request(DeleteTemplate, { id });
    expect((await from(id, asked)).id).toBe(job.id);
    for (const options of [null, { language: 'de', tone: 'FRIENDLY' }, { language: 'de', tone: null }])
      expect(await refusal(from(id, { ...asked, options }))).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('the templates of a user', () => {
  it('are the user’s own and the built-in ones, filtered by type and words', async () => {
    const other = await product.buildUser();
    const { id } = await create(other);
    const all = (await other.request(Templates, {})).templates;
    expect(all).toHaveLength(16);
    expect(all[0]).toMatchObject({ id, builtIn: false, version: 1, name: TEA.name });
    const found = async (variables: { type?: 'PRODUCT_DESCRIPTION'; search?: string }) =>
      (await other.request(Templates, variables)).templates.map((template) => template.id);
    expect(await found({ type: 'PRODUCT_DESCRIPTION' })).toHaveLength(6);
    expect(await found({ search: 'TÉA week' })).toEqual([id]);
    expect(await found({ search: 'opinion piece' })).toEqual(['builtin:blog-opinion']);
    const { templates: foreign } = await user.request(Templates, { search: 'tea of' });
    expect(foreign.map((template) => template.id)).not.toContain(id);
    expect((await user.request(OneTemplate, { id })).template).toBeNull();
  });

  it('have versions, which are kept', async () => {
    const { id } = await create();
    const update = async (input: object) =>
      (await user.request(UpdateTemplate, { id, input })).updateTemplate.version;
    expect(await update({ name: 'Tea of the month' })).toBe(2);
    expect(await update({ name: 'Tea of the month' })).toBe(2);
    expect(await update({ prompt: 'On {{name}}', variables: TEA.variables.slice(0, 1), version: 2 })).toBe(3);
    expect(await refusal(update({ name: 'x', version: 2 }))).toMatchObject({ code: 'CONFLICT' });
    const { template } = await user.request(OneTemplate, { id });
    expect(template?.versions.map(({ version, name }) => [version, name])).toEqual([
      [3, 'Tea of the month'],
      [2, 'Tea of the month'],
      [1, TEA.name],
    ]);
    const first = (await user.request(OneTemplate, { id, version: 1 })).template;
    expect(first).toMatchObject({ id, version: 1, name: TEA.name, prompt: TEA.prompt });
    expect(first?.variables).toHaveLength(3);
    expect((await user.request(OneTemplate, { id, version: 4 })).template).toBeNull();
  });

  it('get one version for each change, also for concurrent changes', async () => {
    const { id } = await create();
    const names = ['a', 'b', 'c', 'd', 'e'];
    const made = await Promise.all(
      names.map((name) => user.request(UpdateTemplate, { id, input: { name } })),
    );
    expect(made.map(({ updateTemplate }) => updateTemplate.version).sort()).toEqual([2, 3, 4, 5, 6]);
    const { template } = await user.request(OneTemplate, { id });
    expect(template?.versions.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('are rejected with all faults', async () => {
    const variables = [
      { name: 'name', label: 'Name', type: 'TEXT' as const },
      { name: 'taste', label: 'Taste', type: 'CHOICE' as const, options: ['one'] },
    ];
    const bad = { ...TEA, prompt: 'On {{name}} and {{colour}}', variables };
    expect(await refusal(user.request(CreateTemplate, { input: bad }))).toEqual(
      fields('variables.1.name', 'variables.1.options', 'prompt'),
    );
    const { id } = await create();
    expect(await refusal(user.request(UpdateTemplate, { id, input: { prompt: 'On tea' } }))).toEqual(
      fields('variables.0.name', 'variables.1.name', 'variables.2.name'),
    );
    const { template } = await user.request(OneTemplate, { id });
    expect(template).toMatchObject({ version: 1, prompt: TEA.prompt });
  });

  it('that are built in can be neither changed nor deleted', async () => {
    const id = 'builtin:blog-how-to';
    for (const request of [
      user.request(UpdateTemplate, { id, input: { name: 'mine' } }),
      user.request(DeleteTemplate, { id }),
    ])
      expect(await refusal(request)).toMatchObject({ code: 'CONFLICT' });
    const { template } = await user.request(OneTemplate, { id });
    expect(template?.versions).toHaveLength(1);
  });

  it('are limited to 200, also for concurrent requests', async () => {
    const many = await product.buildUser();
    const { id } = await create(many);
    const row = await product.mongo
      .collection('templates')
      .findOne({ name: TEA.name, userId: { $exists: true }, slot: 0 }, { sort: { _id: -1 } });
    expect(row?._id.toHexString()).toBe(id);
    const rows = Array.from({ length: 197 }, (_, slot) => {
      const { _id, ...rest } = row as NonNullable<typeof row>;
      return { ...rest, slot: slot + 1 };
    });
    await product.mongo.collection('templates').insertMany(rows);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => refusal(create(many))));
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome !== 'accepted')).toEqual(
      Array(3).fill(expect.objectContaining({ code: 'CONFLICT' })),
    );
  });
});

describe('a job from a template', () => {
  it('has the rendered prompt, and the type and the version at that time, also after a change and a deletion', async () => {
    const { id } = await create();
    const job = await generate({
      templateId: id,
      variables: values({ name: 'Sencha {{taste}}' }),
      delaySeconds: 0,
    });
    const used = { id, name: TEA.name, version: 1, variables: values({ name: 'Sencha {{taste}}' }) };
    expect(job).toMatchObject({
      prompt: 'A tea called Sencha {{taste}}.\nTaste: fresh',
      type: 'PRODUCT_DESCRIPTION',
      template: used,
    });
    const event = await nextEvent(completions(user, { jobId: job.id }));
    expect(event.job.status).toBe('COMPLETED');
    expect(product.upstream.requests.at(-1)?.prompt).toBe(job.prompt);
    await user.request(UpdateTemplate, { id, input: { name: 'Another' } });
    const old = await generate({ templateId: id, templateVersion: 1, variables: values({ name: 'Assam' }) });
    expect(old.template).toMatchObject({ version: 1, name: TEA.name });
    const current = await generate({ templateId: id, variables: values({ name: 'Assam' }) });
    expect(current.template).toMatchObject({ version: 2, name: 'Another' });
    await user.request(DeleteTemplate, { id });
    expect((await user.request(JobFrom, { id: job.id })).job).toMatchObject({ template: used });
    expect(await refusal(generate({ templateId: id, variables: values({ name: 'Assam' }) }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('can use a built-in template, too', async () => {
    const job = await generate({
      templateId: 'builtin:blog-how-to',
      variables: values({ goal: 'brew tea' }),
    });
    expect(job).toMatchObject({ type: 'BLOG_POST_OUTLINE', template: { version: 1 } });
    expect(job.prompt).toMatch(/^A how-to guide that shows beginners how to brew tea\./);
  });

  it('is rejected with all faults, by name', async () => {
    const { id } = await create();
    const variables = values({ taste: 'sweet', grams: 'many', colour: 'red' });
    const message =
      'variables.colour is not a variable of the template; variables.name must be given; variables.taste must be one of: fresh, smoky; variables.grams must be a number, such as 12 or 3.5; type must be PRODUCT_DESCRIPTION, the type of the template, or absent';
    const input = { templateId: id, variables, type: 'BLOG_POST_OUTLINE' as const };
    await expect(generate(input)).rejects.toThrow(message);
    expect(await refusal(generate(input))).toEqual(
      fields('variables.colour', 'variables.name', 'variables.taste', 'variables.grams', 'type'),
    );
    const long = values({ name: 'x'.repeat(3_990) });
    expect(await refusal(generate({ templateId: id, variables: long }))).toEqual(fields('variables'));
  });

  it('requires exactly one of prompt and template', async () => {
    const { id } = await create();
    const type = 'BLOG_POST_OUTLINE';
    expect(await refusal(generate({ type }))).toEqual(fields('prompt'));
    expect(await refusal(generate({ type, prompt: 'Tea', templateId: id }))).toEqual(fields('prompt'));
    expect(await refusal(generate({ prompt: 'Tea' }))).toEqual(fields('type'));
    expect(
      await refusal(generate({ prompt: 'Tea', type, variables: values({ name: 'x' }), templateVersion: 1 })),
    ).toEqual(fields('variables', 'templateVersion'));
    expect((await generate({ prompt: 'Tea {{name}}', type })).template).toBeNull();
  });

  it('is the same for the same key and input, also after the template was changed or deleted', async () => {
    const { id } = await create();
    const input = {
      templateId: id,
      variables: values({ name: 'Sencha', taste: 'smoky' }),
      idempotencyKey: `key ${id}`,
    };
    const first = await generate(input);
    const reordered = { ...input, variables: input.variables.toReversed() };
    await user.request(UpdateTemplate, { id, input: { prompt: `${TEA.prompt} New.` } });
    expect(await generate(reordered)).toEqual(first);
    for (const other of [
      { variables: values({ name: 'Assam', taste: 'smoky' }) },
      { templateVersion: 2 },
      { templateId: 'builtin:blog-how-to' },
      { templateId: undefined, variables: undefined, prompt: first.prompt, type: first.type },
    ])
      expect(await refusal(generate({ ...input, ...other }))).toMatchObject({ code: 'CONFLICT' });
    await user.request(DeleteTemplate, { id });
    expect(await generate(input)).toEqual(first);
  });
});
