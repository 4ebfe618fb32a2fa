import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { pino } from 'pino';

/** A log, and the messages that were written to it. */
export function recordLog() {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
  return { lines, log };
}

/** The model’s process that was started from here, and runs this file. */
export async function modelProcess(file: string): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid,ppid,args']);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  const row = rows.find(([, parent, ...args]) => {
    const command = args.join(' ');
    return Number(parent) === process.pid && command.includes('model-process.js') && command.includes(file);
  });
  return Number(row?.[0]);
}
