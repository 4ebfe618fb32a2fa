import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cachedOnce, defaultCacheDir } from '../../local/downloads/paths.js';
import { run } from '../../local/process/run.js';
import { sendQuery } from '../support/http.js';
import { codesOf, expectInert, startTarget, type Target } from './cases/setup.js';

/** Schemathesis generates operations from schema.graphql, with boundary values of every type and beyond. */
const VERSION = '4.32.5';
/** The duration, in seconds. Ordinary test runs omit it. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 0);
/** Operations that end the session of all other requests, whose id is in the list of sessions. */
const ENDINGS = /logout|revokeSession/;

let target: Target;
beforeAll(async () => {
  target = await startTarget({ workers: 1, env: { RATE_LIMITS: 'off' } });
});
afterAll(() => target[Symbol.asyncDispose]());

it.skipIf(SECONDS === 0)(
  `${SECONDS} s of generated operations: no 5xx, no unmasked error, no crash`,
  async (context) => {
    const library = await install().catch((error: Error) => {
      console.warn(`NOT FUZZED: schemathesis could not be installed (${error.message})`);
      return null;
    });
    if (library === null) return context.skip();

    const faults: string[] = [];
    let { token } = target.user;
    const seen = new Map<string, number>();
    const recorder = await startRecorder(
      target,
      () => token,
      async (asked, { status, text }) => {
        const codes = describeAnswer(text);
        if (ENDINGS.test(asked) && !(await isSignedIn(token))) token = await signIn();
        for (const code of codes) seen.set(code, (seen.get(code) ?? 0) + 1);
        try {
          expect(status).toBeLessThan(500);
          expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
          expect(codes).not.toContain('no JSON');
          expectInert(text);
        } catch (error) {
          faults.push(`${asked}\n→ ${status} ${text}\n${(error as Error).message}`.slice(0, 2_000));
        }
      },
    );
    const { port } = recorder.address() as AddressInfo;
    const args = ['run', resolvePath('schema.graphql'), '--url', `http://127.0.0.1:${port}/graphql`];
    args.push('--max-time', String(SECONDS), '--phases', 'fuzzing', '--workers', '2');
    args.push('--checks', 'not_a_server_error', '--generation-database', 'none', '--warnings', 'off');
    args.push('--continue-on-failure');
    const output = await schemathesis(library, args);
    recorder.close();

    const asked = [...seen.values()].reduce((sum, count) => sum + count, 0);
    const told = [...seen].map(([code, count]) => `${count} ${code}`).join(', ');
    console.log(`schemathesis ${VERSION}: ${asked} answers in ${SECONDS} s (${told})`);
    expect(faults).toEqual([]);
    // A run that ended at once, or without authentication, would be meaningless.
    expect(asked, output).toBeGreaterThan(SECONDS);
    expect(seen.get('data') ?? 0, output).toBeGreaterThan(SECONDS / 10);
    expect(await isSignedIn(token), 'signed in to the end').toBe(true);
    for (const process of [...target.product.apis, ...target.product.workers]) {
      expect(process.output()).not.toMatch(/"level":60|uncaught|unhandled/i);
    }
    expect((await fetch(target.url.replace('/graphql', '/healthz'))).status).toBe(200);
  },
  (SECONDS + 120) * 1_000,
);

async function isSignedIn(token: string): Promise<boolean> {
  const { json } = await sendQuery(target.url, { query: '{ me { id } }' }, token);
  return json.errors === undefined;
}

async function signIn(): Promise<string> {
  const { email, password } = target.user;
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
  const { json } = await sendQuery(target.url, { query, variables: { input: { email, password } } });
  const grant = json.data?.login as { token: string } | undefined;
  if (!grant) throw new Error('the sign-in was refused');
  return grant.token;
}

/** Installed once for each machine, by pip, into the cache of the local servers. */
function install(): Promise<string> {
  const dir = join(defaultCacheDir(process.env), `schemathesis-${VERSION}`);
  return cachedOnce(dir, async (temp) => {
    await mkdir(temp, { recursive: true });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', temp];
    await run('python3', [...pip, `schemathesis==${VERSION}`]);
  });
}

/** In a separate directory, where it writes its files. */
async function schemathesis(library: string, args: string[]): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'smart-content-fuzz-'));
  const output = await new Promise<string>((resolve) => {
    const env = { ...process.env, PYTHONPATH: library, NO_COLOR: '1' };
    const child = spawn('python3', ['-m', 'schemathesis.cli', ...args], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('close', () => resolve(Buffer.concat(output).toString()));
  });
  await rm(cwd, { recursive: true, force: true });
  return output;
}

interface Recorded {
  status: number;
  text: string;
}

/** A proxy before the API that checks every response, because the tool has other criteria for faults. */
async function startRecorder(
  { url }: Target,
  token: () => string,
  record: (asked: string, answer: Recorded) => Promise<void>,
): Promise<Server> {
  const server = createServer(async (request, response) => {
    const body = await readText(request);
    try {
      const { host, connection, 'content-length': length, ...headers } = request.headers;
      const signedIn = { ...(headers as Record<string, string>), authorization: `Bearer ${token()}` };
      const answer = await fetch(url, { method: 'POST', headers: signedIn, body });
      const text = await answer.text();
      await record(body, { status: answer.status, text });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    } catch (error) {
      await record(body, { status: 599, text: String(error) });
      response.writeHead(502).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function describeAnswer(text: string): string[] {
  try {
    const answer = JSON.parse(text) as Parameters<typeof codesOf>[0];
    return answer.errors ? codesOf(answer).map(String) : ['data'];
  } catch {
    return ['no JSON'];
  }
}
