import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { resolve } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { run } from '../../packages/cli/src/run.js';

type Env = Record<string, string>;

/** The built command line. */
export const SCG = resolve('packages/cli/bin/scg.js');

export interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** A running program or command. It emits `close` with its exit code. */
export interface Running extends EventEmitter {
  stdin: Writable | null;
  stdout: Readable | null;
  stderr: Readable | null;
  kill(signal: 'SIGINT'): boolean;
}

export function startProgram(program: string, args: string[], env: Env): Running {
  const whole = { PATH: process.env.PATH, SCG: `${process.execPath} ${SCG}`, ...env };
  return spawn(program, args, { env: whole, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** The built command line as a process, for tests of its process behavior, such as its end. */
export const startScg = (args: string[], env: Env): Running =>
  startProgram(process.execPath, [SCG, ...args], env);

/** A command in this process, because the start of a process costs more than the command. */
export function startCommand(args: string[], env: Env): Running {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const signals = new EventEmitter();
  const kill = (signal: 'SIGINT') => {
    if (!signals.emit(signal)) throw new Error(`scg ${args.join(' ')} does not listen: it would be killed`);
    return true;
  };
  const command: Running = Object.assign(new EventEmitter(), { stdin, stdout, stderr, kill });
  const exit = (code: number): never => {
    throw new Error(`scg ${args.join(' ')} would end at once, with ${code}`);
  };
  const host = {
    env,
    stdin,
    stdout,
    stderr,
    on: signals.on.bind(signals),
    off: signals.off.bind(signals),
    exit,
  };
  run(args, host)
    .then((code) => {
      if (signals.listenerCount('SIGINT') > 0) throw new Error(`scg ${args.join(' ')} still listens`);
      stdout.end();
      stderr.end();
      command.emit('close', code);
    })
    .catch((error) => command.emit('error', error));
  return command;
}

/** Writes the input of a program, and waits for its end. */
export async function ended(child: Running, input = ''): Promise<Run> {
  child.stdin?.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout as never),
    text(child.stderr as never),
    once(child, 'close'),
  ]);
  return { code: code as number | null, out, err };
}
