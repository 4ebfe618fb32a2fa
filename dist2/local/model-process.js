import { loadModel } from './llama.js';
import { createModelServer } from './model-server.js';
/**
 * The model's own process: `model-process.js <runtime directory> <model file> <model name>`. By IPC it tells its port at
 * once, so that who needs only the address can start meanwhile, and then that the model is loaded. Requests wait for that.
 */
const [runtimeDir = '', file = '', name = ''] = process.argv.slice(2);
const loading = loadModel({ runtimeDir, file, name });
const server = createModelServer({
    model: name,
    write: async (request) => (await loading).write(request),
});
server.listen(0, '127.0.0.1', () => process.send?.({ type: 'listening', port: server.address().port }));
await loading;
process.send?.({ type: 'loaded' });
//# sourceMappingURL=model-process.js.map