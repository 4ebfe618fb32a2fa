import { createRequire } from 'node:module';

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
