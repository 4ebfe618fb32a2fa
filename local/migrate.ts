import { runOnServers } from './command-on-servers.js';

/** `npm run migrate`: migrates the database to this version. */
await runOnServers('dist/migrate.js');
