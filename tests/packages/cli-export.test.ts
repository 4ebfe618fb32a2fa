import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportsOf, type OwnExports } from '../exports/setup.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { accessToken } from './agent.js';
import { ended, startCommand, startScg } from './scg.js';

let product: Product;
let user: TestUser;
let own: OwnExports;
let home: string;
let url: string;
beforeAll(async () => {
  product = await startProduct();
  user = await product.buildUser();
  own = exportsOf(product, user);
  url = product.apis[0]?.url ?? '';
  home = await mkdtemp(join(tmpdir(), 'smart-content-cli-'));
  const ids = await own.add(
    { title: 'Green tea', body: `緑茶 🍵 ${'leaves '.repeat(9_000)}` },
    { title: 'Coffee', body: 'black', type: 'BLOG_POST_OUTLINE' },
    { title: 'Rooibos', body: 'no tea\n\n- red' },
  );
  await own.label(ids.slice(2), 'herbs');
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

const envWith = (env: Record<string, string> = {}) => ({
  XDG_CONFIG_HOME: home,
  SCG_URL: url,
  SCG_TOKEN: user.token,
  ...env,
});
const start = (args: string[], env?: Record<string, string>) =>
  startCommand(['library', 'export', ...args], envWith(env));
/** Runs a command in this process. */
const run = (args: string[], env?: Record<string, string>) => ended(start(args, env));
/** The program. */
const program = (args: string[]) => ended(startScg(['library', 'export', ...args], envWith()));
const path = (name: string) => join(home, name);
const titles = (pieces: { title: string }[]) => pieces.map(({ title }) => title);
/** The remaining exports on the server. */
const left = () =>
  own.ask<{ edges: unknown[] }>('{ exports { edges { node { id status } } } }').then(({ edges }) => edges);

const ALL = ['Green tea', 'Coffee', 'Rooibos'];

it('writes files of every format, and leaves no export on the server', async () => {
  for (const format of ['md', 'json', 'jsonl', 'html', 'pdf', 'zip']) {
    // Once as a program, which must end after a download.
    const { code, out, err } = await (format === 'pdf' ? program : run)([path(`all.${format}`)]);
    const wrote = `Wrote 3 pieces to ${path(`all.${format}`)} (`;
    expect({ format, code, out, err }).toEqual({
      format,
      code: 0,
      out: '',
      err: expect.stringContaining(wrote),
    });
  }
  const read = async (name: string) => readFile(path(name), 'utf8');
  expect((await read('all.md')).match(/^title: .*/gm)).toEqual(ALL.map((title) => `title: "${title}"`));
  expect(titles(JSON.parse(await read('all.json')))).toEqual(ALL);
  const lines = (await read('all.jsonl')).trimEnd().split('\n');
  expect(titles(lines.map((line) => JSON.parse(line)))).toEqual(ALL);
  for (const title of ALL) expect(await read('all.html')).toContain(title);
  expect((await readFile(path('all.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  const zipped = unzipSync(await readFile(path('all.zip')));
  expect(Object.keys(zipped).every((name) => name.endsWith('.md'))).toBe(true);
  expect(Object.values(zipped).map((bytes) => /^title: "(.*)"/m.exec(strFromU8(bytes))?.[1])).toEqual(ALL);
  expect(await left()).toEqual([]);
  expect((await readdir(home)).filter((name) => name.includes('.part'))).toEqual([]);
});

it('writes JSON Lines that the API imports and exports', async () => {
  const made = await own.ended((await own.request({ format: 'JSONL' })).id);
  const bytes = await (await own.download(made.downloadUrl)).text();
  // More than the buffer of a pipe.
  expect((await program(['--format', 'jsonl'])).out).toBe(bytes);
  await own.delete(made.id);
});

it('accepts the filters of the list, and prints the result', async () => {
  const { code, out, err } = await run(['--tag', 'herbs', '--starred', '--json', path('herbs.docx')]);
  const size = (await stat(path('herbs.docx'))).size;
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toEqual({ file: path('herbs.docx'), format: 'docx', pieces: 1, bytes: size });
  expect(Object.keys(unzipSync(await readFile(path('herbs.docx'))))).toContain('word/document.xml');
  const outlines = await run(['--type', 'outline', '--json']);
  expect(titles(JSON.parse(outlines.out))).toEqual(['Coffee']);
  const found = await run(['--search', 'no tea', '--format', 'html']);
  expect(found.out).toContain('Rooibos');
  expect(found.out).not.toContain('Coffee');
  expect(await run(['--search', 'nothing', '--format', 'html'])).toMatchObject({ code: 2, out: '' });
});

it('keeps an existing file unless --force is given', async () => {
  await writeFile(path('mine.html'), 'mine');
  await symlink(path('mine.html'), path('link.html'));
  for (const name of ['mine.html', 'link.html']) {
    const { code, err } = await run([path(name)]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('--force') });
  }
  expect(await readFile(path('mine.html'), 'utf8')).toBe('mine');
  expect((await run(['--force', path('link.html')])).code).toBe(0);
  expect(await readFile(path('mine.html'), 'utf8')).toContain('Rooibos');
});

it.each([
  [['no-format']],
  [['list.docx']],
  [['a.json', '--dir', 'b']],
  [['--dir', 'b', '--format', 'pdf']],
  [['--format', 'pdf', '--json']],
  [['no/such/folder/a.pdf']],
  [['--force', '/dev/full', '--format', 'html']],
])('%j are rejected with 2, and create no file', async (args) => {
  const before = await readdir(home);
  const { code, out, err } = await run(args.map((arg) => (arg === 'list.docx' ? path(arg) : arg)));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).not.toBe('');
  expect(await readdir(home)).toEqual(before);
  expect(await left()).toEqual([]);
});

it('a read-only token exports formats that need no worker', async () => {
  const env = { SCG_TOKEN: await accessToken(url, user, 'READ_ONLY') };
  expect(titles(JSON.parse((await run(['--format', 'json'], env)).out))).toEqual(ALL);
  const refused = await run([path('reader.pdf')], env);
  expect(refused).toMatchObject({ code: 1, out: '' });
  await expect(stat(path('reader.pdf'))).rejects.toThrow('ENOENT');
});

it('Ctrl-C cancels the export, here and on the server', async () => {
  const [worker] = product.workers;
  process.kill(worker?.pid ?? 0, 'SIGSTOP');
  try {
    const child = start([path('canceled.pdf')]);
    while ((await left()).length === 0) await delay(50);
    child.kill('SIGINT');
    expect(await ended(child)).toMatchObject({ code: 130, err: 'Canceling the export …\n' });
    expect(await left()).toEqual([]);
  } finally {
    process.kill(worker?.pid ?? 0, 'SIGCONT');
  }
  expect((await readdir(home)).filter((name) => name.startsWith('canceled'))).toEqual([]);
});

it('resumes a download that breaks off', async () => {
  const { port, requests, close } = await startBreaking(Number(new URL(url).port));
  const { code } = await run([path('broken.html')], { SCG_URL: `http://127.0.0.1:${port}/graphql` });
  await close();
  expect(code).toBe(0);
  expect(requests.map((text) => /range: (.*)/i.exec(text)?.[1])).toEqual([
    undefined,
    expect.stringMatching(/^bytes=\d{4,}-$/),
  ]);
  const text = await readFile(path('broken.html'), 'utf8');
  expect(text.match(/leaves/g)).toHaveLength(9_000);
  expect(text.trimEnd().endsWith('</html>')).toBe(true);
});

/** Forwards everything, but resets the first connection with a download within its file. */
async function startBreaking(target: number) {
  const requests: string[] = [];
  const clients: Socket[] = [];
  const server = createServer((client) => {
    clients.push(client);
    const upstream = createConnection(target, '127.0.0.1');
    let rest = Number.POSITIVE_INFINITY;
    client.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      if (text.startsWith('GET /exports/')) {
        if (requests.length === 0) rest = 20_000;
        requests.push(text);
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      client.write(chunk.subarray(0, rest));
      rest -= chunk.length;
      // What was written is sent first.
      if (rest <= 0) client.end(() => upstream.destroy());
    });
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      from.on('error', () => {}).on('close', () => to.destroySoon());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    // Connections that are kept alive for further requests.
    for (const client of clients) client.destroy();
    await closed;
  };
  return { port: (server.address() as AddressInfo).port, requests, close };
}
