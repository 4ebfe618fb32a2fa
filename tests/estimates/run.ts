import { simulate } from './load.js';
import { LOADS } from './loads.js';
import { SHORTEST, table } from './table.js';

/** `npm run test:estimates`: prints the errors of estimates for simulated days. SEED repeats a run. */
const seed = Number(process.env.SEED ?? 1);
for (const load of LOADS) {
  console.log(`\n### ${load.name}\n\nSeed ${seed}, waits of ${SHORTEST} s and more.\n`);
  console.log(table(simulate(load, seed)));
}
