import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createLogger } from '../../src/infra/logger.js';
import { loadModel, type WriteRequest, type WriteResult } from './llama.js';
import { createModelServer } from './model-server.js';

/**
 * The model's own process: `model-process.js <runtime directory> <model file> <model name> [threads]`. It sends its
 * port by IPC at once, so that processes that need only the address can start, and another message once the model is
 * loaded. Requests wait until then.
 */
const [runtimeDir = '', file = '', name = '', threads = ''] = process.argv.slice(2);
const log = createLogger({ name: 'model', level: 'info', pretty: false });
const loading = loadModel({ runtimeDir, file, name, threads: Number(threads) || undefined });

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
/**
 * A text uses some 10 MB outside of V8's heap, which are freed with its objects. V8 does not collect those by itself.
 */
async function write(request: WriteRequest): Promise<WriteResult> {
  const source = await loading;
  return source.write(request).finally(() => setImmediate(collect));
}

const server = createModelServer({ model: name, write }, (error) =>
  log.error({ err: error }, 'the local model failed'),
);
server.listen(0, '127.0.0.1', () =>
  process.send?.({ type: 'listening', port: (server.address() as AddressInfo).port }),
);
await loading.catch((error: Error) => {
  log.fatal({ err: error }, `${name} can't be loaded`);
  process.exit(1);
});
process.send?.({ type: 'ready' });
