import { afterAll, beforeAll, describe, it } from 'vitest';
import { cases } from './cases/index.js';
import { type Stores, startStores } from './rig.js';
import { runCase } from './run.js';

let stores: Stores;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.close());

/** The few that run with every test; `npm run test:faults` runs them all. */
describe('what must hold whatever dies', () => {
  for (const fault of cases.filter(({ quick }) => quick)) {
    it(`${fault.number}: ${fault.name}`, { timeout: 90_000 }, () => runCase(fault, stores).then(() => {}));
  }
});
