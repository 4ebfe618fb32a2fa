import { oneLine } from '../log.js';
export const well = (name, found) => ({ name, found, remedy: null });
export const ill = (name, found, remedy) => ({ name, found, remedy });
/** The checks, or where they throw the one that says so. */
export async function orIll(name, remedy, look) {
    try {
        return await look();
    }
    catch (error) {
        return [ill(name, oneLine(error), remedy)];
    }
}
/** A table with a mark for each row, and beneath what is not well its remedy. */
export function table(checks) {
    const width = Math.max(...checks.map(({ name }) => name.length));
    return checks
        .flatMap(({ name, found, remedy }) => [
        `${remedy === null ? '✓' : '✗'} ${name.padEnd(width)}  ${found}`,
        ...(remedy ? [`  ${' '.repeat(width)}  → ${remedy}`] : []),
    ])
        .join('\n');
}
//# sourceMappingURL=check.js.map