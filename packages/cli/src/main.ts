import { CommanderError } from 'commander';
import { asFailure, EXIT } from './failure.js';
import { endQuietlyWithoutReader } from './output.js';
import { createProgram } from './program.js';

/** `scg`: see README.md. */

endQuietlyWithoutReader();
try {
  await createProgram((code) => {
    process.exitCode = code;
  }).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  else {
    const { exitCode, code, message } = asFailure(error);
    // Wherever the option stands, and also if the arguments were not read.
    const json = process.argv.includes('--json');
    process.stderr.write(json ? `${JSON.stringify({ error: { code, message } })}\n` : `scg: ${message}\n`);
    process.exitCode = exitCode;
  }
}
