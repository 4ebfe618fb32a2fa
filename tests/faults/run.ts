import { parseArgs } from 'node:util';
import type { FaultCase } from './case.js';
import { cases } from './cases/index.js';
import { chaos } from './chaos.js';
import { check, settle } from './invariants.js';
import { type Rig, type Stores, startRig, startStores } from './rig.js';

const SETTLE_MS = 30_000;

/** Runs one case on a rig of its own. @throws with the invariants that do not hold */
export async function runCase(fault: FaultCase, stores: Stores): Promise<string> {
  const rig = await startRig(stores, fault.rig);
  try {
    const measured = await fault.run(rig);
    await settle(rig, fault.settleMs ?? SETTLE_MS);
    await verify(rig);
    return measured;
  } catch (error) {
    if (process.env.FAULTS_LOG) for (const proc of [...rig.apis, ...rig.workers]) console.log(proc.output());
    throw error;
  } finally {
    await rig.close();
  }
}

async function verify(rig: Rig) {
  const { faults } = await check(rig);
  if (faults.length > 0) {
    const more = faults.length > 3 ? ` and ${faults.length - 3} more` : '';
    throw new Error(faults.slice(0, 3).join('; ') + more);
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      case: { type: 'string' },
      quick: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      chaos: { type: 'boolean', default: false },
      jobs: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
    },
  });
  const stores = await startStores();
  let failed = 0;
  try {
    if (values.chaos) {
      failed = (await chaos(stores, Number(values.jobs), Number(values.seed))) ? 0 : 1;
    }
    const wanted = values.case?.split(',').map(Number);
    for (const fault of values.chaos ? [] : cases) {
      if (wanted ? !wanted.includes(fault.number) : values.quick && !fault.quick) continue;
      const start = Date.now();
      let line: string;
      try {
        line = `ok      ${await runCase(fault, stores)}`;
      } catch (error) {
        failed++;
        line = `FAILED  ${(error as Error).message}`;
      }
      const seconds = ((Date.now() - start) / 1_000).toFixed(1);
      console.log(`${String(fault.number).padStart(2)}  ${fault.name}\n    ${line}  (${seconds} s)`);
    }
    if (!values.chaos) console.log(failed === 0 ? 'All cases hold.' : `${failed} of the cases do not hold.`);
  } finally {
    await stores.close();
  }
  // An aborted case may have left subscribers, which would reconnect for ever.
  process.exit(failed === 0 ? 0 : 1);
}

if (process.argv[1] === import.meta.filename) await main();
