import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { tokenFor } from '../support/token.js';
import { hold } from '../support/upstream-behaviours.js';
import { ended, startCommand, startProgram, startScg } from './scg.js';

let product: Product;
let user: TestUser;
let url: string;
let home: string;
beforeAll(async () => {
  product = await startProduct();
  user = await product.buildUser();
  url = product.apis[0]?.url as string;
  home = await mkdtemp(join(tmpdir(), 'smart-content-cli-'));
});
afterEach(() => product.upstream.reset());
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

interface Given {
  input?: string;
  env?: Record<string, string>;
}

const envWith = (env: Record<string, string> = {}) => ({
  XDG_CONFIG_HOME: home,
  SCG_URL: url,
  SCG_TOKEN: user.token,
  ...env,
});
/** Runs a command in this process. */
const scg = (args: string[], { input, env }: Given = {}) => ended(startCommand(args, envWith(env)), input);
/** The program. */
const program = (args: string[], { input, env }: Given = {}) => ended(startScg(args, envWith(env)), input);
/** A command line with pipes. `$SCG` is the program. */
const shell = (line: string) =>
  ended(startProgram('bash', ['--norc', '-o', 'pipefail', '-c', line], envWith()));

const generate = async (prompt: string) => {
  const { code, out } = await scg(['generate', prompt, '--watch', '--json']);
  expect(code).toBe(0);
  return JSON.parse(out.split('\n')[0] ?? '').generateContent.id as string;
};

describe('generate', () => {
  it('prints only the text if its output is read by a program', async () => {
    const { code, out, err } = await shell('$SCG generate "a pot of tea" --watch --type caption | wc -w');
    expect({ code, words: out.trim(), err }).toEqual({ code: 0, words: '7', err: '' });
  });

  it('prints the text as it grows', async () => {
    const held = hold({ before: ['Half of '], after: ['a text'] });
    product.upstream.respondWith(held);
    const child = startScg(['generate', 'Tea', '--watch'], envWith());
    const [first] = await once(child.stdout as never, 'data');
    expect(String(first)).toBe('Half of ');
    held.release();
    expect(await ended(child)).toMatchObject({ code: 0, out: 'a text\n' });
  });

  it('reads the prompt from stdin, and prints the id of the job', async () => {
    const { code, out } = await program(['generate', '-', '--delay', '3600'], { input: 'Tea from stdin\n' });
    expect(code).toBe(0);
    const shown = await scg(['job', out.trim(), '--json']);
    expect(JSON.parse(shown.out).job).toMatchObject({ prompt: 'Tea from stdin', status: 'QUEUED' });
    expect(await scg(['cancel', out.trim()])).toMatchObject({ code: 0, err: `${out.trim()} is CANCELED.\n` });
  });

  it('prints a line of JSON for each message, the event last', async () => {
    const { code, out } = await scg(['generate', 'Tea', '--watch', '--json']);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(Object.keys(lines[0])).toEqual(['generateContent']);
    expect(lines.slice(1, -1).every((line) => 'jobProgress' in line)).toBe(true);
    expect(lines.at(-1).jobCompleted.job).toMatchObject({
      status: 'COMPLETED',
      generatedContent: 'A text about: Tea',
    });
  });

  it('exits with 1 and the code if the job fails, and retry runs it again', async () => {
    product.upstream.enqueue({ kind: 'status', status: 401 });
    const failed = await scg(['generate', 'Tea', '--watch']);
    expect(failed).toMatchObject({ code: 1, out: '' });
    expect(failed.err).toContain('PROVIDER_REFUSED');
    const { out } = await scg(['jobs', '--status', 'FAILED', '--json']);
    const { id } = JSON.parse(out).jobs.edges[0].node;
    expect(await scg(['retry', id, '--watch'])).toMatchObject({ code: 0, out: 'A text about: Tea\n' });
  });

  it('cancels the job at Ctrl-C, and exits with 130', async () => {
    product.upstream.respondWith({ kind: 'stallAfter', chunks: ['Half of '] });
    const child = startScg(['generate', 'Tea to cancel', '--watch'], envWith());
    await once(child.stdout as never, 'data');
    child.kill('SIGINT');
    expect(await ended(child)).toMatchObject({ code: 130 });
    const { out } = await scg(['jobs', '--first', '1', '--json']);
    expect(JSON.parse(out).jobs.edges[0].node).toMatchObject({ prompt: 'Tea to cancel', status: 'CANCELED' });
  });

  it('ends quietly when its reader closes the pipe', async () => {
    product.upstream.respondWith({
      kind: 'text',
      chunks: Array.from({ length: 9 }, () => 'tea '.repeat(2_500)),
    });
    const { code, out, err } = await shell('$SCG generate Tea --watch | head -c 3');
    expect({ code, out, err }).toEqual({ code: 0, out: 'tea', err: '' });
  });
});

describe('--json', () => {
  it('prints the data of the API, byte for byte', async () => {
    await generate('Bytes');
    const query = 'query Jobs($first: Int) { jobs(first: $first) { edges { cursor node { id } } } }';
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${user.token}` },
      body: JSON.stringify({ query, variables: { first: 1 } }),
    });
    const { data } = (await response.json()) as { data: { jobs: { edges: { cursor: string }[] } } };
    const { out } = await scg(['jobs', '--first', '1', '--json']);
    expect(out).toContain(`{"jobs":{"edges":[{"cursor":"${data.jobs.edges[0]?.cursor}","node":{"id":`);
    expect(out).toBe(`${JSON.stringify(JSON.parse(out))}\n`);
  });

  it('prints errors to stderr, with their code', async () => {
    const { code, out, err } = await program(['job', '000000000000000000000000', '--json']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(err).error.code).toBe('NOT_FOUND');
  });
});

describe('arguments', () => {
  it.each([
    [['generate', 'Tea', '--type', 'poem']],
    [['generate', 'Tea', '--delay', 'soon']],
    [['jobs', '--first', '0']],
    [['unknown']],
    [['completion', 'powershell']],
  ])('%j are rejected with 2', async (args) => {
    const { code, out, err } = await scg(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  it('are read by the program: the exit code, the version and the help', async () => {
    const unknown = await program(['unknown']);
    expect(unknown).toMatchObject({ code: 2, out: '', err: expect.stringContaining('unknown command') });
    const { version } = JSON.parse(await readFile('packages/cli/package.json', 'utf8'));
    expect(await scg(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
    expect(await scg(['jobs', '--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('--status'),
      err: '',
    });
  });
});

describe('library', () => {
  it('saves, lists, finds, shows, exports and deletes', async () => {
    const id = await generate('A library of teas');
    const saved = await scg(['library', 'save', id, '--title', 'Green/Tea: “hot”']);
    expect(saved.code).toBe(0);
    const piece = saved.out.trim();
    expect((await scg(['library', 'list'])).out).toContain(piece);
    expect((await scg(['library', 'search', 'green hot'])).out).toContain(piece);
    expect((await scg(['library', 'search', 'coffee'])).out).toBe('');
    expect((await scg(['library', 'show', piece])).out).toBe('A text about: A library of teas\n');
    expect((await scg(['library', 'export'])).out).toContain('title: "Green/Tea: “hot”"');
    const dir = join(home, 'export');
    expect((await scg(['library', 'export', '--dir', dir])).code).toBe(0);
    expect(await readdir(dir)).toEqual([`green-tea-hot-${piece}.md`]);
    expect(JSON.parse((await scg(['library', 'export', '--format', 'json'])).out)).toMatchObject([
      { id: piece },
    ]);
    expect((await scg(['library', 'delete', piece])).code).toBe(0);
    expect((await scg(['library', 'show', piece])).code).toBe(1);
  });
});

describe('the session', () => {
  const signedOut = { env: { SCG_TOKEN: '' } };

  it('is stored with access only for its user, refreshed, and ended', async () => {
    expect(await program(['jobs'], signedOut)).toMatchObject({ code: 3, out: '' });
    const wrong = await scg(['login', user.email], { ...signedOut, input: 'another password\n' });
    expect(wrong).toMatchObject({ code: 1 });
    const login = await program(['login', user.email], { ...signedOut, input: `${user.password}\n` });
    expect(login).toMatchObject({ code: 0, out: '' });
    const file = join(home, 'smart-content', 'session.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const stored = JSON.parse(await readFile(file, 'utf8'));
    const expired = tokenFor(product, { ...user, token: stored.token }, -1);
    await writeFile(file, JSON.stringify({ ...stored, token: expired }));
    expect(await scg(['jobs'], signedOut)).toMatchObject({ code: 0 });
    const refreshed = JSON.parse(await readFile(file, 'utf8'));
    expect(refreshed.token).not.toBe(expired);
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    // Another API does not get the token.
    const elsewhere = await scg(['jobs', '--url', 'http://127.0.0.1:9/graphql'], signedOut);
    expect(elsewhere.code).toBe(3);

    expect(await scg(['logout'], signedOut)).toMatchObject({ code: 0 });
    expect(await scg(['jobs'], signedOut)).toMatchObject({ code: 3 });
    const after = await scg(['jobs'], { env: { SCG_TOKEN: refreshed.token } });
    expect(after.code).toBe(3);
  });

  it('is checked by doctor, with the API and the socket', async () => {
    const { code, out } = await program(['doctor', '--json']);
    expect(code).toBe(0);
    const { ok, checks } = JSON.parse(out);
    expect(ok).toBe(true);
    expect(checks.map(({ name }: { name: string }) => name)).toEqual(['version', 'api', 'token', 'socket']);
    expect(await scg(['doctor'], signedOut)).toMatchObject({ code: 3 });
    expect(await scg(['doctor', '--url', 'http://127.0.0.1:9'])).toMatchObject({ code: 1 });
  });
});

describe('completion', () => {
  it('completes commands and options in bash', async () => {
    const complete = (words: string) =>
      `COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _scg; echo "\${COMPREPLY[@]}"`;
    const { out } = await shell(
      `eval "$($SCG completion bash)"; ${complete('scg lib')}; ${complete('scg library ex')}; ${complete('scg generate Tea --wa')}`,
    );
    expect(out).toBe('library\nexport\n--watch\n');
  });
});

describe('examples/node', () => {
  it('prints a text, or the reason why there is none', async () => {
    const write = (env: Record<string, string> = {}) =>
      ended(
        startProgram(
          process.execPath,
          ['examples/node/write.js', 'Tea'],
          envWith({ API_URL: url, TOKEN: user.token, ...env }),
        ),
      );
    expect(await write()).toEqual({ code: 0, out: 'A text about: Tea', err: '\nDone.\n' });
    expect(await write({ TOKEN: 'none' })).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^UNAUTHENTICATED/),
    });
  });
});
