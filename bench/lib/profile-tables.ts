import { byFunction, byPackage, type Call, IDLE, type Share } from './profile-by-package.js';
import type { Table } from './table.js';

const LINES = 25;

/** The costs of a process for each unit of work, as two tables: by package, and by function. */
export function profileTables(
  title: string,
  calls: readonly Call[],
  unit: { name: string; size: number },
  count: number,
  notes: string[],
): Table[] {
  const table = (what: string, shares: Share[]): Table => {
    const spent = shares.filter(({ name }) => name !== IDLE);
    const total = spent.reduce((sum, { amount }) => sum + amount, 0);
    const row = (name: string, amount: number) => [name, (amount / total) * 100, amount / unit.size / count];
    return {
      title: `${title}, by ${what}`,
      columns: [what, '% of all', `${unit.name} each`],
      rows: [...spent.slice(0, LINES).map(({ name, amount }) => row(name, amount)), row('(all)', total)],
      notes,
    };
  };
  return [table('package', byPackage(calls)), table('function', byFunction(calls))];
}
