import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { runCommand } from './command.js';
import { claimInstance } from './process/instance.js';

/** `npm run reset`: removes this checkout's data, after a confirmation. */

const FLAGS = { yes: 'skips the confirmation' };

await runCommand({ name: 'npm run reset', flags: FLAGS }, async ({ root, flags, log }) => {
  const data = join(root, '.data');
  const there = await access(data).then(
    () => true,
    () => false,
  );
  if (!there) {
    log.info('There is nothing to remove: this checkout has no .data');
    return 0;
  }
  // Held until the data are removed, so that nothing starts on them.
  const instance = await claimInstance(root);
  try {
    if (!flags.has('yes')) {
      if (!process.stdin.isTTY) {
        throw new Error(
          'There is no terminal for the confirmation, so nothing was removed. Use --yes to skip it',
        );
      }
      const terminal = createInterface({ input: process.stdin, output: process.stdout });
      const question = `Remove ${data} with all accounts, jobs and texts of this checkout? [y/N] `;
      const answer = await terminal.question(question);
      terminal.close();
      if (!/^y(es)?$/i.test(answer.trim())) {
        log.info('Nothing was removed');
        return 0;
      }
    }
    await rm(data, { recursive: true, force: true });
    log.info(`Removed ${data}; downloads are kept`);
    return 0;
  } finally {
    await instance.release();
  }
});
