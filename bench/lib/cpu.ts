import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Ticks per second of Linux's CPU times; the same on every machine that Node runs on. */
const TICKS = 100;

/**
 * CPU time that a process has used so far, in microseconds: of all threads, user and system. The operating system
 * counts it to 10 ms.
 */
export function cpuMicros(pid: number): number {
  if (process.platform === 'linux') return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return parsePsTime(execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }));
}

/** The same of its main thread only; NaN if the system does not report it. */
export function mainThreadMicros(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  return parseStat(readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8'));
}

/** From a line of /proc/PID/stat: fields 14 and 15, counted after the name, which may contain any characters. */
export function parseStat(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / TICKS;
}

/** From `ps -o time=`: `[[days-]hours:]minutes:seconds[.hundredths]`. */
export function parsePsTime(time: string): number {
  const [clock = '', days = '0'] = time.trim().split('-').reverse();
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round((seconds + Number(days) * 86_400) * 1_000_000);
}

/** Memory that a process holds at this moment (resident set), in kB. */
export function residentKb(pid: number): number {
  if (process.platform === 'linux') {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  }
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}
