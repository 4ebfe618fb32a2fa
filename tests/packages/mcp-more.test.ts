import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { type Agent, accessToken, openHttp, startMcp, textOf } from './agent.js';

let product: Product;
let user: TestUser;
let url: string;
let mcp: Awaited<ReturnType<typeof startMcp>>;
let agent: Agent;
const agents: Agent[] = [];
const connect = async (access: 'FULL' | 'READ_ONLY') => {
  const opened = await openHttp(mcp.url, await accessToken(url, user, access));
  agents.push(opened);
  return opened;
};
beforeAll(async () => {
  product = await startProduct();
  url = product.apis[0]?.url as string;
  user = await product.buildUser();
  mcp = await startMcp(url);
  agent = await connect('FULL');
});
afterEach(() => product.upstream.reset());
afterAll(async () => {
  await Promise.all(agents.map((one) => one.close()));
  await mcp?.close();
  await product?.[Symbol.asyncDispose]();
});

type Data = Record<string, unknown>;
/** The structured result of a tool. */
const data = async (name: string, input: object = {}): Promise<Data> => {
  const result = await agent.call(name, input);
  expect([name, result.isError, textOf(result)]).toEqual([name, undefined, expect.any(String)]);
  return result.structuredContent as Data;
};
const type = 'PRODUCT_DESCRIPTION';

it('agents continue and refine texts, and move jobs', async () => {
  product.upstream.enqueue(
    { kind: 'text', chunks: ['Half of a pot'], finishReason: 'length' },
    { kind: 'text', chunks: [' of tea'] },
    { kind: 'text', chunks: ['cup'] },
  );
  const cut = await data('generate_content', { prompt: 'Tea', type });
  const rest = await data('continue_job', { id: (cut.job as { id: string }).id });
  expect(rest).toMatchObject({ job: { generatedContent: 'Half of a pot of tea' } });
  const { id } = rest.job as { id: string };
  const refined = await data('refine_job', { id, instruction: 'smaller', start: 10, end: 13 });
  expect(refined).toMatchObject({ job: { generatedContent: 'Half of a cup of tea' } });
  const again = await agent.call('continue_job', { id });
  expect([again.isError, textOf(again)]).toEqual([true, expect.stringMatching(/^CONFLICT/)]);

  const scheduledFor = { at: '2027-03-01T08:00:00', timeZone: 'Europe/Berlin' };
  const later = await data('generate_content', { prompt: 'Later', type, scheduledFor, wait: false });
  expect(later).toMatchObject({ job: { scheduledFor: '2027-03-01T07:00:00.000Z' } });
  const moved = await data('reschedule_job', {
    id: (later.job as { id: string }).id,
    scheduledFor: { at: '2027-03-02T00:00:00Z' },
  });
  expect(moved).toMatchObject({ job: { scheduledFor: '2027-03-02T00:00:00.000Z' } });
  const { jobs } = await data('list_jobs', { status: ['QUEUED'] });
  expect(jobs).toMatchObject([{ prompt: 'Later' }]);
});

it('agents use templates, also for many texts', async () => {
  const { templates } = await data('list_templates', { search: 'promotion' });
  const [template] = templates as { id: string; variables: { name: string; options: string[] }[] }[];
  const variables = Object.fromEntries(
    (template?.variables ?? []).map(({ name, options }) => [name, options[0] ?? '3']),
  );
  const made = await data('generate_content', { templateId: template?.id, variables });
  expect(made).toMatchObject({ job: { status: 'COMPLETED' } });
  const missing = await agent.call('generate_content', { templateId: template?.id });
  expect(textOf(missing)).toMatch(/^BAD_USER_INPUT/);
  expect(await data('list_brand_voices')).toEqual({ voices: [] });

  const items = [
    { prompt: 'Tea', type },
    { templateId: template?.id, variables },
  ];
  const { batch } = await data('generate_batch', { items, delaySeconds: 3_600 });
  const { id } = batch as { id: string };
  expect(await data('get_batch', { id })).toMatchObject({
    batch: { total: 2, byStatus: { queued: 2 } },
    jobs: [{ item: 0, prompt: 'Tea' }, { item: 1 }],
  });
  expect(await data('cancel_batch', { id })).toMatchObject({ batch: { byStatus: { canceled: 2 } } });
});

it('agents create, list, pause and resume schedules', async () => {
  const asked = { name: 'Monday', cron: '0 9 * * MON', timeZone: 'Europe/Berlin', prompt: 'Tea', type };
  const { schedule } = await data('create_schedule', asked);
  const { id } = schedule as { id: string };
  expect(await data('pause_schedule', { id })).toMatchObject({ schedule: { status: 'PAUSED' } });
  expect(await data('list_schedules')).toMatchObject({ schedules: [{ id, pauseReason: 'OWNER' }] });
  expect(await data('resume_schedule', { id })).toMatchObject({ schedule: { status: 'ACTIVE' } });
});

it('a read-only token is rejected by tools that write, and may read', async () => {
  const reader = await connect('READ_ONLY');
  const id = '0'.repeat(24);
  const inputs: Record<string, object> = {
    generate_content: { prompt: 'Tea', type },
    refine_job: { id, instruction: 'shorter' },
    continue_job: { id },
    reschedule_job: { id, scheduledFor: { at: '2027-03-02T00:00:00Z' } },
    cancel_job: { id },
    save_to_library: { jobId: id },
    generate_batch: { items: [{ prompt: 'Tea', type }] },
    cancel_batch: { id },
    create_schedule: { name: 'x', cron: '0 9 * * MON', timeZone: 'UTC', prompt: 'Tea', type },
    pause_schedule: { id },
    resume_schedule: { id },
  };
  const { tools } = await reader.client.listTools();
  const writes = tools.filter(({ annotations }) => !annotations?.readOnlyHint).map(({ name }) => name);
  expect(writes.toSorted()).toEqual(Object.keys(inputs).toSorted());
  for (const name of writes) {
    const refused = await reader.call(name, inputs[name] ?? {});
    expect([name, textOf(refused)]).toEqual([name, expect.stringMatching(/^FORBIDDEN: /)]);
  }
  for (const name of ['list_jobs', 'list_templates', 'list_brand_voices', 'list_schedules', 'search_library'])
    expect([name, (await reader.call(name, {})).isError]).toEqual([name, undefined]);
  for (const { name, description } of tools)
    if (!['list_brand_voices', 'list_schedules'].includes(name))
      expect([name, description]).toEqual([name, expect.stringContaining('Errors: ')]);
});
