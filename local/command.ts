import { readEnvFile } from '../src/config/env-file.js';
import { EnvError, type EnvSource } from '../src/config/env-source.js';
import { type Flags, readFlags } from './flags.js';
import { createLocalLog, type Logger, oneLine } from './output/log.js';

export interface Command<Name extends string> {
  /** The command as a user types it, such as `npm start`. */
  name: string;
  flags: Flags<Name>;
  /** Runs despite unknown names in `.env`, and reports them itself. */
  lenient?: boolean;
}

export interface CommandContext<Name extends string> {
  /** The checkout. */
  root: string;
  flags: Set<Name>;
  /** The environment, completed by `.env`. */
  env: EnvSource;
  /** Faults in the names in `.env`; empty unless the command is lenient. */
  envFaults: string[];
  log: Logger;
}

/**
 * What all commands have in common: flags, `.env`, a log, and one line and exit code 1 for an error.
 * @param run returns the exit code
 */
export async function runCommand<Name extends string>(
  { name, flags: known, lenient = false }: Command<Name>,
  run: (context: CommandContext<Name>) => Promise<number>,
): Promise<never> {
  const log = createLocalLog({ name });
  // The reader of a pipe, such as `head`, may exit first. That is no error.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    const flags = readFlags(process.argv.slice(2), known);
    const { env, faults, unknown } = readEnvFile(process.env);
    if (faults.length > 0 && !lenient) throw new EnvError(faults);
    if (unknown.length > 0) log.warn(`Unknown settings in .env: ${unknown.join(', ')}`);
    process.exit(await run({ root: process.cwd(), flags, env, envFaults: faults, log }));
  } catch (error) {
    log.fatal(oneLine(error));
    process.exit(1);
  }
}
