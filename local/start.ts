import { watch } from 'node:fs';
import { join } from 'node:path';
import { type CommandContext, runCommand } from './command.js';
import { whatIsMissing } from './missing.js';
import { childLines, type Logger } from './output/log.js';
import { createProgress } from './output/progress.js';
import { startChild } from './process/local-server.js';
import { orAborted } from './servers.js';
import { type LocalMode, startLocalMode } from './supervisor.js';

/** `npm start`, and with `--watch` `npm run dev`: runs everything on one machine. */

const FLAGS = {
  verbose: 'shows the output of all processes',
  offline: 'downloads nothing, and prints what is missing',
  watch: 'restarts the API and the worker when the code changes',
};
const REBUILT_AFTER_MS = 300;
/** After this time we exit, and the guards kill the remaining processes. In milliseconds. */
const END_LIMIT_MS = 9_800;
const LABELS = { api: 'API', mongodb: 'MongoDB', redis: 'Redis', model: 'Model' };

/** Aborts at the first termination signal; further ones have no effect. */
function abortOnSignal(log: Logger): AbortSignal {
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked.signal.aborted) return;
      log.info('Stopping…');
      setTimeout(() => process.exit(1), END_LIMIT_MS).unref();
      asked.abort(new Error(`ended by ${signal}`));
    });
  }
  return asked.signal;
}

/** Compiles each change and restarts the API and the worker. Resolves when the compiler exits. */
async function rebuildAndRestart(root: string, mode: LocalMode, log: Logger): Promise<void> {
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const args = ['-p', 'tsconfig.build.json', '--noCheck', 'false', '--watch', '--preserveWatchOutput'];
  const compiler = startChild(tsc, args, { cwd: root, onLine: (line) => log.info(line) });
  let timer: NodeJS.Timeout | undefined;
  watch(join(root, 'dist'), { recursive: true }, (_event, file) => {
    if (!file?.endsWith('.js')) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => void mode.restart().then(() => log.info('Restarted with the new build')),
      REBUILT_AFTER_MS,
    );
  });
  await compiler.exited;
}

async function start({ root, env, flags, log }: CommandContext<keyof typeof FLAGS>): Promise<number> {
  const begin = Date.now();
  const signal = abortOnSignal(log);
  const offline = flags.has('offline');
  const missing = offline ? await whatIsMissing({ root, env }) : [];
  // Prints all that is missing, not only the first part that would fail.
  for (const line of missing) log.fatal(line);
  if (missing.length > 0) return 1;
  let local: LocalMode | undefined;
  try {
    const verbose = flags.has('verbose');
    const onLine = childLines({ verbose });
    local = await startLocalMode({
      root,
      env,
      offline,
      verbose,
      watched: flags.has('watch'),
      progress: createProgress((line) => log.info(line), process.stdout),
      log,
      onLine,
      signal,
    });
    const secondsSince = () => Number(((Date.now() - begin) / 1_000).toFixed(1));
    const seconds = secondsSince();
    const parts = local.parts();
    const labels = Object.keys(LABELS) as (keyof typeof LABELS)[];
    const terminalLines = labels.map((part) => `${LABELS[part].padEnd(8)} ${parts[part]}`);
    log.info({ seconds, ...parts, terminalLines }, `Ready after ${seconds} s. Ctrl-C stops everything.`);
    const { parts: now, working } = local;
    const reportModel = () => {
      const { model } = now();
      if (model === parts.model) return;
      const after = secondsSince();
      log.info({ seconds: after, model }, `The model is ready after ${after} s: ${model}`);
    };
    void working.then(reportModel, () => {});
    const ends = [local.exited];
    if (flags.has('watch')) {
      const compiler = rebuildAndRestart(root, local, log);
      ends.push(compiler.then(() => ({ reason: 'the compiler exited', lastLines: [] })));
    }
    const { reason, lastLines } = await orAborted(Promise.race(ends), signal);
    log.error({ lines: lastLines }, reason);
    return 1;
  } catch (error) {
    if (signal.aborted) return 0;
    throw error;
  } finally {
    await local?.stop();
    // The progress bar of an interrupted download has hidden the cursor.
    if (process.stdout.isTTY) process.stdout.write('\u001B[?25h');
  }
}

await runCommand({ name: 'npm start', flags: FLAGS }, start);
