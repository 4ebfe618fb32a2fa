import { afterAll, beforeAll, describe, it } from 'vitest';
import { cases } from './cases/index.js';
import { type Stores, startStores } from './rig.js';
import { runCase } from './run.js';

let stores: Stores;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.close());

/** The few cases that run with every test. `npm run test:faults` runs all of them. */
describe('the invariants hold in case', () => {
  for (const fault of cases.filter(({ quick }) => quick)) {
    it(`${fault.number}: ${fault.name}`, { timeout: 90_000 }, () => runCase(fault, stores).then(() => {}));
  }
});
