import { watch } from 'node:fs';
import { join } from 'node:path';
import { config } from 'dotenv';
import { startChild } from './local-server.js';
import { whatIsMissing } from './missing.js';
import { createProgress } from './progress.js';
import { type LocalMode, startLocalMode } from './supervisor.js';

/** npm start, and with `--watch` npm run dev: everything on one machine; with `--offline` nothing is downloaded. */

const REBUILT_AFTER_MS = 300;

const root = process.cwd();
const flags = new Set(process.argv.slice(2));
const progress = createProgress((line) => console.log(line), process.stdout);
const say = progress.log;
let local: LocalMode | undefined;
let ending = false;

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  await local?.stop();
  process.exit(code);
}

/** Compiles whatever is saved, and starts the API and the worker anew with it. */
function rebuildAndRestart(mode: LocalMode): void {
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const args = ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'];
  const compiler = startChild(tsc, args, { cwd: root, onLine: say });
  let timer: NodeJS.Timeout | undefined;
  watch(join(root, 'dist'), { recursive: true }, (_event, file) => {
    if (!file?.endsWith('.js')) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => void mode.restart().then(() => say('restarted with the new build')),
      REBUILT_AFTER_MS,
    );
  });
  void compiler.exited.then(() => end(1));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (!ending) say('Stopping…');
    void end(0);
  });
}

try {
  const begin = Date.now();
  const env = { ...config({ quiet: true, processEnv: {} }).parsed, ...process.env };
  const offline = flags.has('--offline');
  const missing = offline ? await whatIsMissing({ root, env }) : [];
  // Each in a line of its own, and not only the first that a start would stumble over.
  for (const line of missing) console.error(`npm start: ${line}`);
  if (missing.length > 0) process.exit(1);
  local = await startLocalMode({ root, env, verbose: flags.has('--verbose'), offline, log: say, progress });
  // Asked to stop while it still started: there was nothing to stop then.
  if (ending) await local.stop().then(() => process.exit(0));
  say(`\nReady after ${((Date.now() - begin) / 1_000).toFixed(1)} s. Ctrl-C stops it all.`);
  for (const line of local.lines) say(`  ${line}`);
  if (flags.has('--watch')) rebuildAndRestart(local);
  const reason = await local.exited;
  if (!ending) console.error(`npm start: ${reason}`);
  await end(1);
} catch (error) {
  if (!ending) {
    console.error(`npm start: ${(error as Error).message}`);
    process.exit(1);
  }
}
