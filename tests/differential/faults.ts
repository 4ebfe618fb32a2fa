import { hash, Random } from '../support/random.js';

/** What MongoDB or Redis may hold where the schema has something else: plain data, and never a promise or a function. */
const FAULTS: ((value: unknown) => unknown)[] = [
  () => null,
  () => undefined,
  () => 'SECRET_TYPE',
  () => '',
  () => 2 ** 31,
  () => 1.5,
  () => Number.NaN,
  () => '7',
  () => true,
  () => ({}),
  () => ({ id: 1, toString: 2 }),
  () => [],
  () => [null],
  () => ['x', 1],
  () => new Date(Number.NaN),
  () => new Date(0),
  (value) => [value],
  (value) => (Array.isArray(value) ? [...value, null, ...value] : value),
  (value) => (Array.isArray(value) ? { ...value } : `${value}`),
];

/** How often a field of an answer is none that the schema allows. */
const FAULT_RATE = 0.06;

/** The same values, of which some are none, for one text always the same. */
export const withFaults = <T extends object>(values: T, place: string): T =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const chance = new Random(hash(`${place} ${name}`));
      return [name, chance.chance(FAULT_RATE) ? chance.pick(FAULTS)(value) : value];
    }),
  ) as T;
