// Installs the peers if they are missing or older than the lock file, and compiles the benchmark.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const here = import.meta.dirname;
const run = (command, args, cwd) => {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (changed(`${here}/node_modules/.package-lock.json`) < changed(`${here}/package-lock.json`)) {
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], here);
}
run(process.execPath, [`${here}/../node_modules/typescript/bin/tsc`, '-p', here], here);
