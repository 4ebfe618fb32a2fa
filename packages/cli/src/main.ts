import { exitOnBrokenPipe } from './output.js';
import { run } from './run.js';

/** `scg`: see README.md. */

exitOnBrokenPipe(process);
process.exitCode = await run(process.argv.slice(2), process);
