import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { startStores } from '../data/stores.js';
import { markdown } from '../lib/table.js';
import { check } from './check.js';
import { measure } from './measure.js';
import { sizesTable } from './sizes.js';

const USAGE = `npm run bench:scale -- [options]
  without any   simulates the sizes of docs/capacity.md
  --check       runs the product at sizes that fit here, and fails where the simulation says something else
  --measure     measures what a job takes of MongoDB and Redis`;

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    measure: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const JOBS = 4_000;
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
if (!values.check && !values.measure) {
  console.log(markdown(sizesTable()));
  process.exit(0);
}

const stores = await startStores(false);
const stop = async (code: number) => {
  await stores.close();
  process.exit(code);
};
process.once('SIGINT', () => void stop(130));
process.once('SIGTERM', () => void stop(143));
let failed = false;
try {
  if (values.measure) console.log(markdown(await measure(stores, JOBS)));
  if (values.check) {
    const { table, wrong } = await check(stores, (line) => console.error(line));
    console.log(markdown(table));
    failed = wrong > 0;
  }
  console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}`);
} catch (error) {
  failed = true;
  console.error(error);
}
await stop(failed ? 1 : 0);
