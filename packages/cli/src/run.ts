import { CommanderError } from 'commander';
import { asFailure, EXIT } from './failure.js';
import type { Host } from './host.js';
import { createProgram } from './program.js';

/**
 * Runs a command. It leaves no state in the process for another run.
 * @param args the arguments after the name of the program
 * @returns the exit code
 */
export async function run(args: readonly string[], host: Host): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram(host, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const failure = asFailure(error);
    const { message } = failure;
    // Wherever the option stands, and also if the arguments were not read.
    const json = args.includes('--json');
    host.stderr.write(
      json ? `${JSON.stringify({ error: { code: failure.code, message } })}\n` : `scg: ${message}\n`,
    );
    return failure.exitCode;
  }
}
