import { spawnSync } from 'node:child_process';
import { runningInstance } from './process/instance.js';

/**
 * `npm run user:role -- EMAIL admin|user`: gives an account a role, on the servers that the environment names, else on
 * those of a running `npm start`.
 */
const running = await runningInstance(process.cwd());
const { status } = spawnSync(process.execPath, ['dist/user-role.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...running?.env, ...process.env },
});
process.exitCode = status ?? 1;
