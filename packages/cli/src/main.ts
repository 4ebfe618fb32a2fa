import { endQuietlyWithoutReader } from './output.js';
import { run } from './run.js';

/** `scg`: see README.md. */

endQuietlyWithoutReader(process);
process.exitCode = await run(process.argv.slice(2), process);
