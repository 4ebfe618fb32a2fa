import { oneLine } from '../log.js';

/** One row of the doctor's table. */
export interface Check {
  name: string;
  /** What was found, in words for people. */
  found: string;
  /** What to do about it; null where all is well. */
  remedy: string | null;
}

export const well = (name: string, found: string): Check => ({ name, found, remedy: null });
export const ill = (name: string, found: string, remedy: string): Check => ({ name, found, remedy });

/** The checks, or where they throw the one that says so. */
export async function orIll(name: string, remedy: string, look: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await look();
  } catch (error) {
    return [ill(name, oneLine(error), remedy)];
  }
}

/** A table with a mark for each row, and beneath what is not well its remedy. */
export function table(checks: Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks
    .flatMap(({ name, found, remedy }) => [
      `${remedy === null ? '✓' : '✗'} ${name.padEnd(width)}  ${found}`,
      ...(remedy ? [`  ${' '.repeat(width)}  → ${remedy}`] : []),
    ])
    .join('\n');
}
