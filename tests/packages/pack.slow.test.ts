import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct, type TestUser } from '../support/product.js';

let product: Product;
let user: TestUser;
let folder: string;
beforeAll(async () => {
  product = await startProduct();
  user = await product.buildUser();
  folder = await mkdtemp(join(tmpdir(), 'smart-content-pack-'));
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** A separate process from this one, which simulates the model. */
const run = async (program: string, args: string[], env: Record<string, string> = {}) => {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  return stdout;
};

const SCRIPT = `
import { createSmartContent, JobEndError } from '@smart-content/client';
import WebSocket from 'ws';

const client = createSmartContent({ url: process.env.API_URL ?? '', token: process.env.TOKEN ?? '', WebSocket });
const job = await client.generate({ prompt: 'Tea', type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 0 });
for await (const { text, reset } of job.text) process.stdout.write(reset ? '\\n' + text : text);
const { status, finishReason }: { status: string; finishReason: string | null } = await job.result;
console.log(\`\\n\${status} \${finishReason} \${JobEndError.name}\`);
client.close();
`;
/** Only type-checked: every entry has types in a strict project. */
const ENTRIES = `
import { createSmartContent, type Batch, type Schedule, type Template } from '@smart-content/client';
import { generateBatch } from '@smart-content/client/batches';
import { continueJob, refineJob, variableValues } from '@smart-content/client/jobs';
import { Schedules, Templates } from '@smart-content/client/operations';

const client = createSmartContent({ url: 'http://localhost/graphql', token: null });
export async function use(id: string): Promise<[string | null, Batch, Schedule[], Template[]]> {
  const variables = variableValues({ what: 'tea', pots: 2 });
  await client.generate({ templateId: id, variables, options: { tone: 'FRIENDLY', length: 'SHORT' } });
  const rest = await continueJob(client, id);
  const refined = await refineJob(client, rest.id, { instruction: 'shorter', start: 0, end: 9 });
  const batch = await generateBatch(client, { items: [{ prompt: 'Tea', type: 'BLOG_POST' }] });
  for await (const { cursor, completedAt } of batch.progress('7')) console.log(cursor, completedAt?.slice(0, 10));
  const [{ schedules }, { templates }] = [await client.request(Schedules, {}), await client.request(Templates, {})];
  // @ts-expect-error there is no such tone
  void client.generate({ prompt: 'Tea', type: 'BLOG_POST', options: { tone: 'LOUD' } });
  return [(await refined.result).generatedContent, await batch.result, schedules, templates];
}
export { useJob } from '@smart-content/client/react';
export { Jobs } from '@smart-content/client/operations';
export { replay } from '@smart-content/client/testing';
`;

it('installs from its tarball into a strict project, and works there', async () => {
  const tarball = (
    await run('npm', ['pack', resolve('packages/client'), '--ignore-scripts', '--silent'])
  ).trim();
  const installed = join(folder, 'node_modules', '@smart-content', 'client');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed]);
  expect((await readdir(installed)).sort()).toEqual(['README.md', 'dist', 'package.json']);
  await mkdir(join(folder, 'node_modules', '@types'));
  for (const name of [
    'graphql',
    'graphql-ws',
    'react',
    'ws',
    '@types/node',
    '@types/react',
    '@types/ws',
    'csstype',
    'undici-types',
  ])
    await symlink(resolve('node_modules', name), join(folder, 'node_modules', name));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        module: 'nodenext',
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        types: ['node'],
      },
      files: ['script.ts', 'entries.ts'],
    }),
  );
  await writeFile(join(folder, 'script.ts'), SCRIPT);
  await writeFile(join(folder, 'entries.ts'), ENTRIES);
  await run(process.execPath, [resolve('node_modules/typescript/bin/tsc')]);
  const out = await run(process.execPath, ['script.js'], {
    API_URL: product.apis[0]?.url ?? '',
    TOKEN: user.token,
  });
  expect(out).toBe('A text about: Tea\nCOMPLETED STOP JobEndError\n');
});
