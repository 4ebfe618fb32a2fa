import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { writeCodeCaches } from '../../dist/infra/code-cache.js';

// Loaded into the product's processes before they start.

// They end with the process that started them, however that one ends.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

// A hash at the cost of the product takes 70 ms of a processor, and most tests make users. A test of what hashing costs
// sets BCRYPT_COST.
if (!process.env.BCRYPT_COST && process.argv[1]?.endsWith('api.js')) {
  const LEAST_COST = 4;
  const bcrypt = createRequire(import.meta.url)('bcrypt');
  const { hash } = bcrypt;
  bcrypt.hash = (/** @type {string} */ password) => hash(password, LEAST_COST);
}

// The build's code cache ends where the settings are read. The first process of a build that has worked for a while adds
// what it ran: its successors, more than a hundred in a run, each save a third of a second of a processor.
const WORKED_S = 4;
process.once('exit', () => {
  if (process.uptime() < WORKED_S) return;
  const entry = process.argv[1];
  try {
    writeFileSync(`${entry}.worked`, '', { flag: 'wx' });
  } catch {
    return;
  }
  writeCodeCaches();
});
