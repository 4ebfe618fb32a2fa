import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endOf, startChild } from './local-server.js';
import { findModel } from './model-sources.js';
/**
 * A language model behind OpenAI's chat completions, from the first of its sources that works: a server that runs
 * already, which is left alone at the end, or a small model in a process of its own. It may still be loading.
 */
export async function startModel(options) {
    const found = await findModel(options);
    if ('uri' in found) {
        return {
            ...found,
            port: Number(new URL(found.uri).port),
            // Nobody's that we could end.
            pid: NaN,
            loaded: Promise.resolve(),
            stop: async () => { },
            exited: new Promise(() => { }),
        };
    }
    const name = basename(found.file, '.gguf');
    // Under a test runner this file is the source; what runs as a process is always the build.
    const entry = fileURLToPath(import.meta.url).replace(/(src|dist)([\\/]local[\\/])model\.[jt]s$/, 'dist$2model-process.js');
    const child = startChild(process.execPath, [entry, found.runtimeDir, found.file, name], {
        ipc: true,
        onLine: options.onLine,
    });
    const told = (type) => new Promise((resolve, reject) => {
        child.process.on('message', (message) => {
            if (message.type === type)
                resolve(message);
        });
        void child.exited.then((exit) => reject(new Error(endOf('the local model', exit))));
    });
    const loaded = told('loaded').then(() => { });
    // Who waits for it hears of it; who doesn't hears that the process has ended.
    loaded.catch(() => { });
    const { port } = await told('listening');
    return {
        name,
        uri: `http://127.0.0.1:${port}/v1`,
        source: found.source,
        port,
        pid: child.pid,
        loaded,
        stop: child.stop,
        exited: child.exited,
    };
}
//# sourceMappingURL=model.js.map