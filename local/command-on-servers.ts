import { spawnSync } from 'node:child_process';
import { runningInstance } from './process/instance.js';

/** Runs a command of the server on the servers that the environment names, or on those of a running `npm start`. */
export async function runOnServers(file: string): Promise<void> {
  const running = await runningInstance(process.cwd());
  const { status } = spawnSync(process.execPath, [file, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...running?.env, ...process.env },
  });
  process.exitCode = status ?? 1;
}
