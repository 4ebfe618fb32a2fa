import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

type Env = Record<string, string>;

/** The built command line. */
export const SCG = resolve('packages/cli/bin/scg.js');

export interface Run {
  code: number | null;
  out: string;
  err: string;
}

export function startProgram(program: string, args: string[], env: Env): ChildProcess {
  const whole = { PATH: process.env.PATH, SCG: `${process.execPath} ${SCG}`, ...env };
  return spawn(program, args, { env: whole, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Gives a program its input, and waits for its end. */
export async function ended(child: ChildProcess, input = ''): Promise<Run> {
  child.stdin?.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout as never),
    text(child.stderr as never),
    once(child, 'close'),
  ]);
  return { code: code as number | null, out, err };
}
