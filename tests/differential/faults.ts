import { hash, Random } from '../support/random.js';

/** Data in MongoDB or Redis that the schema does not allow: plain data, never a promise or a function. */
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

/** The share of fields that get a value that the schema does not allow. */
const FAULT_RATE = 0.06;

/** The same values, some of them replaced by invalid ones, always the same for one seed text. */
export const withFaults = <T extends object>(values: T, place: string): T =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const chance = new Random(hash(`${place} ${name}`));
      return [name, chance.chance(FAULT_RATE) ? chance.pick(FAULTS)(value) : value];
    }),
  ) as T;
