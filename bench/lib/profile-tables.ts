import type { Profiler } from 'node:inspector';
import { byFunction, byPackage, IDLE, type Share } from './profile-by-package.js';
import type { Table } from './table.js';

const LINES = 25;

/** Where a process's time went, for each unit of work, as two tables: by package, and by function. */
export function profileTables(title: string, profile: Profiler.Profile, count: number): Table[] {
  const table = (what: string, shares: Share[]): Table => {
    const busy = shares.filter(({ name }) => name !== IDLE);
    const total = busy.reduce((sum, { ms }) => sum + ms, 0);
    const idle = shares.find(({ name }) => name === IDLE)?.ms ?? 0;
    return {
      title: `${title}: self time by ${what}`,
      columns: [what, '% of busy', 'us each'],
      rows: busy.slice(0, LINES).map(({ name, ms }) => [name, (ms / total) * 100, (ms * 1_000) / count]),
      notes: [
        `${count} in ${Math.round(total + idle)} ms, of which the main thread was idle for ${Math.round(idle)} ms.`,
      ],
    };
  };
  return [table('package', byPackage(profile)), table('function', byFunction(profile))];
}
