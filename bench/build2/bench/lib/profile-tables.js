import { byFunction, byPackage, IDLE } from './profile-by-package.js';
const LINES = 25;
/** What a process spent for each unit of work, as two tables: by package, and by function. */
export function profileTables(title, calls, unit, count, notes) {
    const table = (what, shares) => {
        const spent = shares.filter(({ name }) => name !== IDLE);
        const total = spent.reduce((sum, { amount }) => sum + amount, 0);
        const row = (name, amount) => [name, (amount / total) * 100, amount / unit.size / count];
        return {
            title: `${title}, by ${what}`,
            columns: [what, '% of all', `${unit.name} each`],
            rows: [...spent.slice(0, LINES).map(({ name, amount }) => row(name, amount)), row('(all)', total)],
            notes,
        };
    };
    return [table('package', byPackage(calls)), table('function', byFunction(calls))];
}
