import { EnvError, type EnvSource } from '../src/config/env.js';
import { readEnvFile } from '../src/config/env-file.js';
import { type Flags, readFlags } from './flags.js';
import { createLocalLog, type Logger, oneLine } from './log.js';

export interface Command<Name extends string> {
  /** As people call it, such as `npm start`. */
  name: string;
  flags: Flags<Name>;
  /** Runs whatever names stand in `.env`, to tell of them itself. */
  lenient?: boolean;
}

export interface CommandContext<Name extends string> {
  /** The checkout. */
  root: string;
  flags: Set<Name>;
  /** The environment, and `.env` behind it. */
  env: EnvSource;
  /** What is wrong with the names in `.env`; empty unless the command is lenient. */
  envFaults: string[];
  log: Logger;
}

/**
 * What the commands on a checkout do alike: flags, `.env`, a log, and one line and code 1 for whatever goes wrong.
 * @param run Answers with the exit code.
 */
export async function runCommand<Name extends string>(
  { name, flags: known, lenient = false }: Command<Name>,
  run: (context: CommandContext<Name>) => Promise<number>,
): Promise<never> {
  const log = createLocalLog({ name });
  // Whoever read what we print is gone, such as `head`: there is nobody left to tell.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    const flags = readFlags(process.argv.slice(2), known);
    const { env, faults, unknown } = readEnvFile(process.env);
    if (faults.length > 0 && !lenient) throw new EnvError(faults);
    if (unknown.length > 0) log.warn(`No settings of this product, in .env: ${unknown.join(', ')}`);
    process.exit(await run({ root: process.cwd(), flags, env, envFaults: faults, log }));
  } catch (error) {
    log.fatal(oneLine(error));
    process.exit(1);
  }
}
