import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
/** Ticks a second in which Linux counts a process's time; the same on every machine that Node runs on. */
const TICKS = 100;
/**
 * CPU time that a process has used so far, all of its threads, user and system, in microseconds: as the operating
 * system counts it, to 10 ms.
 */
export function cpuMicros(pid) {
    if (process.platform === 'linux')
        return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return parsePsTime(execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }));
}
/** The same of its main thread alone; NaN where the system does not tell. */
export function mainThreadMicros(pid) {
    if (process.platform !== 'linux')
        return Number.NaN;
    return parseStat(readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8'));
}
/** Of a line of /proc/PID/stat: fields 14 and 15, counted behind the name, which may hold anything. */
export function parseStat(stat) {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / TICKS;
}
/** Of `ps -o time=`: `[[days-]hours:]minutes:seconds[.hundredths]`. */
export function parsePsTime(time) {
    const [clock = '', days = '0'] = time.trim().split('-').reverse();
    const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    return Math.round((seconds + Number(days) * 86_400) * 1_000_000);
}
/** Memory that a process holds at this moment (resident set), in kB. */
export function residentKb(pid) {
    if (process.platform === 'linux') {
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    }
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}
