import type { AddressInfo } from 'node:net';
import { loadModel } from './llama.js';
import { createModelServer } from './model-server.js';

/** The model's own process: `model-process.js <runtime directory> <model file> <model name>`. Tells its port by IPC. */
const [runtimeDir = '', file = '', name = ''] = process.argv.slice(2);
const server = createModelServer(await loadModel({ runtimeDir, file, name }));
server.listen(0, '127.0.0.1', () =>
  process.send?.({ type: 'ready', port: (server.address() as AddressInfo).port }),
);
