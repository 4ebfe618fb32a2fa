import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { makeDataFolder } from './data-folder.js';
import type { Env } from './process.js';

/** The output and the exit code of a command. */
export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
  seconds: number;
}

export interface RunningCommand {
  process: ChildProcess;
  /** Resolves when `text` is printed on stdout. @throws with the output if the command ends before */
  printed(text: string): Promise<void>;
  /** Sends a signal, if any, and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<Outcome>;
}

/** A separate checkout with its own data, which shares the build with this one. */
export interface Checkout {
  root: string;
  writeEnv(content: string): Promise<void>;
  /** Starts a command by its script below `build/local/`. */
  start(script: string, options?: { args?: string[]; env?: Env }): RunningCommand;
  /** Runs a command to its end. */
  run(script: string, options?: { args?: string[]; env?: Env }): Promise<Outcome>;
  /** The command lines of the running processes that use its data. */
  processes(): Promise<string[]>;
  close(): Promise<void>;
}

const SHARED = ['dist', 'build', 'node_modules', 'package.json'];

/** @param env variables of every command, besides PATH and HOME. */
export async function makeCheckout(env: Env = {}): Promise<Checkout> {
  const root = await makeDataFolder('smart-content-checkout-');
  for (const name of SHARED) await symlink(resolve(name), join(root, name));
  const { PATH, HOME, SMART_CONTENT_CACHE } = process.env;
  const inherited = { PATH, HOME, ...(SMART_CONTENT_CACHE && { SMART_CONTENT_CACHE }) };

  const start: Checkout['start'] = (script, { args = [], env: more = {} } = {}) => {
    const begin = Date.now();
    const child = spawn(process.execPath, [join('build', 'local', script), ...args], {
      cwd: root,
      // Simulated texts have no form, so a repair would follow each of them.
      env: { REPAIR: 'off', ...inherited, ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const ended = new Promise<Outcome>((done) => {
      child.once('close', (code) => done({ code, stdout, stderr, seconds: (Date.now() - begin) / 1_000 }));
    });
    return {
      process: child,
      printed: (text) =>
        new Promise((done, fail) => {
          const look = () => stdout.includes(text) && done();
          child.stdout.on('data', look);
          look();
          void ended.then(({ code }) => fail(new Error(`ended with ${code}: ${stdout}${stderr}`)));
        }),
      async end(signal) {
        if (signal) child.kill(signal);
        return ended;
      },
    };
  };

  return {
    root,
    start,
    run: (script, options) => start(script, options).end(),
    writeEnv: (content) => writeFile(join(root, '.env'), content),
    async processes() {
      const { stdout } = await promisify(execFile)('ps', ['-eo', 'args']);
      return stdout.split('\n').filter((line) => line.includes(root));
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

/** The single line that a command printed about its error. @throws if it printed more, or none */
export function faultOf({ stderr }: Outcome): string {
  const lines = stderr.trim().split('\n');
  if (lines.length !== 1 || !lines[0]) throw new Error(`not one line on stderr:\n${stderr}`);
  return JSON.parse(lines[0]).msg;
}
