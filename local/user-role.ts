import { runOnServers } from './command-on-servers.js';

/** `npm run user:role -- EMAIL admin|user`: gives an account a role. */
await runOnServers('dist/user-role.js');
