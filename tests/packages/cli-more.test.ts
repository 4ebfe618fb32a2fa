import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { ended, type Running, startCommand, startScg } from './scg.js';

let product: Product;
let user: TestUser;
let home: string;
beforeAll(async () => {
  product = await startProduct();
  user = await product.buildUser();
  home = await mkdtemp(join(tmpdir(), 'smart-content-cli-'));
});
afterEach(() => product.upstream.reset());
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

const env = () => ({
  XDG_CONFIG_HOME: home,
  SCG_URL: product.apis[0]?.url ?? '',
  SCG_TOKEN: user.token,
});
/** Runs a command in this process. */
const start = (args: string[]) => startCommand(args, env());
const scg = (args: string[], input = '') => ended(start(args), input);
/** The program, on a computer in Berlin. */
const inBerlin = (args: string[]) => startScg(args, { ...env(), TZ: 'Europe/Berlin' });
/** The data that a command prints. */
const data = async (args: string[], begin: (args: string[]) => Running = start) => {
  const { code, out, err } = await ended(begin([...args, '--json']));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out.split('\n')[0] ?? '');
};

it('continues a truncated text, and refines it', async () => {
  const text = (content: string, finishReason = 'stop') => ({
    kind: 'text' as const,
    chunks: [content],
    finishReason,
  });
  product.upstream.enqueue(text('Half of a pot', 'length'), text(' of tea'), text('A cup'));
  const cut = await data(['generate', 'Tea', '--type', 'post', '--watch']);
  const rest = await data(['continue', cut.generateContent.id, '--watch']);
  const id = rest.continueJob.id;
  expect((await scg(['job', id])).out).toBe('Half of a pot of tea\n');
  expect(await scg(['refine', id, 'shorter', '--watch'])).toMatchObject({ code: 0, out: 'A cup\n' });
  expect(await scg(['continue', id])).toMatchObject({ code: 1, out: '' });
});

it('cancels a refinement at Ctrl-C', async () => {
  const { generateContent } = await data(['generate', 'Tea', '--watch']);
  product.upstream.respondWith({ kind: 'stallAfter', chunks: ['Half of '] });
  const child = start(['refine', generateContent.id, 'shorter', '--watch']);
  await once(child.stdout as never, 'data');
  child.kill('SIGINT');
  expect(await ended(child)).toMatchObject({ code: 130 });
  expect((await data(['jobs', '--first', '1'])).jobs.edges[0].node.status).toBe('CANCELED');
});

it('generates from templates, with options and a start time', async () => {
  const file = join(home, 'pot.json');
  const variables = [{ name: 'what', label: 'What', type: 'TEXT' }];
  const type = 'PRODUCT_DESCRIPTION';
  await writeFile(file, JSON.stringify({ name: 'Pot', type, prompt: 'A pot of {{what}}', variables }));
  const created = await scg(['templates', 'create', file]);
  expect(created.code).toBe(0);
  expect((await scg(['templates', 'list', '--search', 'pot'])).out).toContain(created.out.trim());
  const shown = await scg(['templates', 'show', 'pot']);
  expect(shown).toMatchObject({ out: 'A pot of {{what}}\n', err: expect.stringContaining('--var what=') });
  const asked = [
    ...['generate', '--template', 'Pot', '--var', 'what=tea=hot', '--tone', 'friendly', '--length', 'short'],
    ...['--language', 'de', '--keyword', 'Tee', '--keyword', 'Kanne', '--temperature', '0.5'],
    ...['--at', '2027-03-01 08:00'],
  ];
  const made = await data(asked, inBerlin);
  const { id, prompt, scheduledFor } = made.generateContent;
  expect({ prompt, scheduledFor }).toEqual({
    prompt: 'A pot of tea=hot',
    scheduledFor: '2027-03-01T07:00:00.000Z',
  });
  const { options } = (await product.mongo
    .collection('jobs')
    .findOne({ prompt: 'A pot of tea=hot' })) as never;
  expect(options).toMatchObject({ tone: 'FRIENDLY', language: 'de', keywords: ['Tee', 'Kanne'] });
  const moved = await scg(['reschedule', id, '2027-03-01T08:00+05:00']);
  expect(moved).toMatchObject({ code: 0, err: `${id} starts at 2027-03-01T03:00:00.000Z.\n` });
  expect((await scg(['templates', 'delete', 'Pot'])).code).toBe(0);
  expect((await scg(['templates', 'show', 'Pot'])).code).toBe(1);
});

it('generates the texts of a CSV file, and those of a template', async () => {
  const file = join(home, 'texts.csv');
  await writeFile(file, '\uFEFFprompt,type\n"Tea, hot",\nCoffee,SOCIAL_MEDIA_CAPTION\n');
  product.upstream.when(({ prompt }) => prompt.includes('Coffee'), { kind: 'status', status: 401 });
  const { code, out } = await ended(startScg(['batch', file, '--type', 'product', '--watch'], env()));
  expect(code).toBe(1);
  expect(out).toMatch(/^\S+ {2}COMPLETED {3}Tea, hot\n\S+ {2}FAILED {6}Coffee\n$/);
  product.upstream.reset();
  const { batches } = await data(['batches', 'list']);
  const { id } = batches.edges[0].node;
  expect((await scg(['batches', 'retry', id, '--watch'])).code).toBe(0);
  const { batch } = await data(['batches', 'show', id]);
  expect(batch.jobs.edges.map(({ node }: never) => (node as { status: string }).status)).toEqual([
    'COMPLETED',
    'COMPLETED',
  ]);

  const lines = '{"brand":"Ada’s","topic":"Tea"}\n';
  const wrong = await scg(['batch', '-', '--template', 'builtin:social-promotion', '--json'], lines);
  expect([wrong.code, JSON.parse(wrong.err).error.code]).toEqual([2, 'BAD_USER_INPUT']);
  await writeFile(file, 'prompt\nTea\nCoffee\n');
  const waiting = await data(['batch', file, '--type', 'post', '--delay', '3600', '--variations', '2']);
  expect(waiting.generateBatch.total).toBe(4);
  expect((await data(['batches', 'cancel', waiting.generateBatch.id])).cancelBatch.byStatus.canceled).toBe(4);
});

it('creates, lists, pauses, resumes and deletes schedules', async () => {
  const what = ['--cron', '0 9 * * MON', '--prompt', 'Tea', '--type', 'post', '--tone', 'casual'];
  const { createSchedule } = await data(['schedules', 'create', 'Monday', ...what], inBerlin);
  const { id } = createSchedule;
  expect(createSchedule).toMatchObject({ timeZone: 'Europe/Berlin', status: 'ACTIVE' });
  expect((await scg(['schedules', 'show', id])).out).toMatch(/^(\d{4}-\S+Z\n){5}$/);
  expect((await scg(['schedules', 'pause', id])).code).toBe(0);
  expect((await scg(['schedules', 'list'])).out).toContain(`${id}  PAUSED`);
  expect((await data(['schedules', 'resume', id])).resumeSchedule.status).toBe('ACTIVE');
  expect((await scg(['schedules', 'delete', id])).code).toBe(0);
  expect(await scg(['schedules', 'show', id])).toMatchObject({ code: 1, out: '' });
});

it('changes only the given fields of a schedule', async () => {
  const when = ['--cron', '0 9 * * MON', '--time-zone', 'Europe/Berlin'];
  const what = ['--prompt', 'Tea', '--type', 'post', '--tone', 'casual', '--keyword', 'pot'];
  const { createSchedule } = await data(['schedules', 'create', 'Monday', ...when, ...what]);
  const { id } = createSchedule;
  const update = async (...given: string[]) =>
    (await data(['schedules', 'update', id, ...given])).updateSchedule;
  const kept = { name: 'Monday', timeZone: 'Europe/Berlin', type: 'BLOG_POST' };
  const options = { tone: 'CASUAL', keywords: ['pot'], length: null };

  expect(await update('--prompt', 'Coffee')).toMatchObject({
    ...kept,
    cron: '0 9 * * MON',
    prompt: 'Coffee',
    options,
  });
  expect(await update('--length', 'short')).toMatchObject({
    prompt: 'Coffee',
    options: { ...options, length: 'SHORT' },
  });
  expect(await update('--no-options', '--tone', 'formal')).toMatchObject({
    options: { tone: 'FORMAL', keywords: null },
  });
  expect(await update('--no-options')).toMatchObject({ options: null });
  const rrule = 'FREQ=WEEKLY;BYDAY=TU;BYHOUR=8;BYMINUTE=0';
  const ruled = await update('--rrule', rrule, '--starts-at', '2027-01-05T08:00', '--name', 'Tuesday');
  expect(ruled).toMatchObject({ cron: null, rrule, startsAt: '2027-01-05T08:00', name: 'Tuesday' });
  expect((await update('--time-zone', 'Asia/Tokyo')).nextRunAt).toBe('2027-01-04T23:00:00.000Z');
  expect((await scg(['schedules', 'show', id])).err).toContain(`${rrule} from 2027-01-05T08:00  Asia/Tokyo`);

  const values = { brand: 'Ada’s', products: 'Tea', percent: '10', until: 'Friday' };
  const given = Object.entries(values).flatMap(([name, value]) => ['--var', `${name}=${value}`]);
  const templateId = 'builtin:social-promotion';
  const variables = Object.entries(values).map(([name, value]) => ({ name, value }));
  const from = await update('--template', templateId, ...given);
  expect(from).toMatchObject({ prompt: null, templateId, variables });
  expect(await update('--var', 'percent=20')).toMatchObject({
    templateId,
    variables: variables.map(({ name, value }) => ({ name, value: name === 'percent' ? '20' : value })),
  });
  expect(await update('--prompt', 'Tea', '--type', 'caption')).toMatchObject({
    prompt: 'Tea',
    templateId: null,
    type: 'SOCIAL_MEDIA_CAPTION',
  });
  for (const wrong of [[], ['--cron', '* * * * *'], ['--var', 'a=b'], ['--cron', 'x', '--rrule', 'y']])
    expect(await scg(['schedules', 'update', id, ...wrong])).toMatchObject({ code: 2, out: '' });
  expect((await scg(['schedules', 'update', '0'.repeat(24), '--name', 'x'])).code).toBe(1);
});

it('manages versions, tags, stars and the bin', async () => {
  const { generateContent } = await data(['generate', 'A shelf', '--watch']);
  const id = (await scg(['library', 'save', generateContent.id])).out.trim();
  const edit = 'mutation ($id: ID!) { updateContent(id: $id, input: { body: "Edited" }) { id } }';
  await fetch(product.apis[0]?.url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${user.token}` },
    body: JSON.stringify({ query: edit, variables: { id } }),
  });
  expect((await scg(['library', 'versions', id])).out).toMatch(/^ {3}1 {2}\S+ {2}EDIT/);
  expect((await scg(['library', 'version', id, '1'])).out).toBe('A text about: A shelf\n');
  expect((await scg(['library', 'restore', id, '1'])).code).toBe(0);
  expect((await scg(['library', 'show', id])).out).toBe('A text about: A shelf\n');
  expect((await scg(['library', 'tag', id, 'hot', 'green tea'])).code).toBe(0);
  expect((await scg(['library', 'untag', id, 'hot'])).code).toBe(0);
  expect((await scg(['library', 'tags'])).out).toBe('    1  green tea\n');
  expect((await scg(['library', 'star', id])).code).toBe(0);
  expect((await scg(['library', 'list', '--starred', '--tag', 'green tea'])).out).toContain(id);
  expect((await scg(['library', 'delete', id])).code).toBe(0);
  expect((await scg(['library', 'bin', 'list'])).out).toContain(id);
  expect(await scg(['library', 'star', id])).toMatchObject({ code: 1, err: expect.stringContaining(id) });
  expect((await scg(['library', 'bin', 'restore', id])).code).toBe(0);
  expect((await scg(['library', 'show', id])).code).toBe(0);
});

it.each([
  [['generate', 'Tea', '--template', 'Pot']],
  [['generate', '--template', 'x', '--var', 'no value']],
  [['generate', 'Tea', '--var', 'a=b']],
  [['generate', 'Tea', '--tone', 'loud']],
  [['generate', 'Tea', '--at', 'tomorrow']],
  [['generate', 'Tea', '--at', '2027-01-01T00:00', '--delay', '5']],
  [['batch', '/no/such/file.csv']],
  [['schedules', 'create', 'x', '--cron', '* * * * *']],
  [['refine', '0']],
])('%j are rejected with 2', async (args) => {
  const { code, out, err } = await scg(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).not.toBe('');
});

it('completes the new commands in bash', async () => {
  const script = (await scg(['completion', 'bash'])).out;
  for (const path of ['refine', 'continue', 'batches cancel', 'schedules update', 'library bin restore'])
    expect(script).toContain(`'${path}')`);
});
