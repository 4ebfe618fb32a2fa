import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from '../support/product.js';
import { ended, startProgram } from './scg.js';

/**
 * Makes the recording in the README of the command line from real runs, and compares it with the one there, without
 * ids, times and ports. UPDATE_RECORDING=1 writes it.
 */

const README = 'packages/cli/README.md';
const [BEGIN, END] = ['<!-- recording -->\n', '<!-- end of recording -->'];
const [EMAIL, PASSWORD] = ['ada@example.com', 'correct horse'];

let product: Product;
let home: string;
let url: string;
beforeAll(async () => {
  product = await startProduct();
  home = await mkdtemp(join(tmpdir(), 'smart-content-cli-'));
  url = product.apis[0]?.url ?? '';
  const register = `mutation { register(input: { name: "Ada", email: "${EMAIL}", password: "${PASSWORD}" }) { token } }`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: register }),
  });
  expect(await response.json()).not.toHaveProperty('errors');
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

const masked = (text: string) =>
  text
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{24}\b/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'TIME')
    .replace(/(?:127\.0\.0\.1|localhost):\d+/g, 'HOST')
    .replace(/--after \S+/g, '--after CURSOR');

it('the recording equals the output of the commands', async () => {
  const lines: string[] = [];
  /** Runs a command in a shell, and records the output of the terminal. */
  const scg = async (args: string, input = '') => {
    const child = startProgram('bash', ['--norc', '-c', `$SCG ${args} 2>&1`], {
      XDG_CONFIG_HOME: home,
      SCG_URL: url,
    });
    const { code, out } = await ended(child, input);
    expect([args, code, out]).toEqual([args, 0, expect.any(String)]);
    lines.push(`$ scg ${args}\n${out}`);
    return out;
  };
  await scg(`login ${EMAIL}`, `${PASSWORD}\n`);
  await scg('generate "A teapot that never drips" --type product --tone friendly --watch');
  const [id = ''] = (await scg('jobs --first 1')).split(' ');
  const texts = { kind: 'text' as const, chunks: ['A teapot. ', 'It never drips.'] };
  product.upstream.enqueue(texts);
  await scg(`refine ${id} "two short sentences" --watch`);
  const [refined = ''] = (await scg('jobs --first 1')).split(' ');
  const piece = (await scg(`library save ${refined}`)).trim();
  await scg(`library tag ${piece} teapots`);
  await scg('library search drips');
  await scg('library export');

  const recording = `\`\`\`console\n${lines.join('')}\`\`\`\n`;
  const readme = await readFile(README, 'utf8');
  const [before = '', rest = ''] = readme.split(BEGIN);
  const [committed = '', after = ''] = rest.split(END);
  if (process.env.UPDATE_RECORDING) return writeFile(README, `${before}${BEGIN}${recording}${END}${after}`);
  expect(masked(committed)).toBe(masked(recording));
});
