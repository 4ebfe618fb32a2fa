import { oneLine } from '../output/log.js';

/** One row of the doctor's table. */
export interface Check {
  name: string;
  /** The result, for the user. */
  found: string;
  /** The remedy; null if the check passed. */
  remedy: string | null;
}

export const well = (name: string, found: string): Check => ({ name, found, remedy: null });
export const ill = (name: string, found: string, remedy: string): Check => ({ name, found, remedy });

/** The checks, or a failed one if they throw. */
export async function orIll(name: string, remedy: string, look: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await look();
  } catch (error) {
    return [ill(name, oneLine(error), remedy)];
  }
}

/** A table with a mark in each row, and the remedy below each failed check. */
export function table(checks: Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks
    .flatMap(({ name, found, remedy }) => [
      `${remedy === null ? '✓' : '✗'} ${name.padEnd(width)}  ${found}`,
      ...(remedy ? [`  ${' '.repeat(width)}  → ${remedy}`] : []),
    ])
    .join('\n');
}
