import { parseArgs } from 'node:util';
import { startStores } from './data/stores.js';
import { markdown } from './lib/table.js';
import { PROFILES } from './profiles/index.js';
const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
        server: { type: 'string', default: 'product' },
        seconds: { type: 'string', default: '8' },
        allocations: { type: 'boolean', default: false },
        save: { type: 'string' },
    },
});
const profile = PROFILES[positionals[0] ?? ''];
if (!profile) {
    console.log(`npm run bench:profile -- PATH [options]
  PATH          ${Object.keys(PROFILES).join(' ')}
  --server NAME another row of the same path (default product)
  --seconds N   of load that is profiled (default 8)
  --allocations what was allocated, in place of where time went
  --save FILE   writes the profile there as well, for Chrome's or VS Code's viewer`);
    process.exit(1);
}
const stores = await startStores(false);
const stop = async (code) => {
    await stores.close();
    process.exit(code);
};
process.once('SIGINT', () => void stop(130));
process.once('SIGTERM', () => void stop(143));
try {
    const { server, seconds, allocations, save } = values;
    for (const table of await profile({ stores, server, seconds: Number(seconds), allocations, save })) {
        console.log(`\n${markdown(table)}`);
    }
    await stop(0);
}
catch (error) {
    console.error(error.message);
    await stop(1);
}
