import { join } from 'node:path';
import { endOf, startChild } from '../../src/local/local-server.js';
/** The root of the checkout: the product's `dist/` and `node_modules/` are under it. */
export const ROOT = join(import.meta.dirname, '../../../..');
/** A compiled file of the benchmark, by its path under `bench/`. */
export const benchFile = (path) => join(import.meta.dirname, '..', path);
const ANSWER_LIMIT_MS = 30_000;
/**
 * Starts one with this environment alone, and waits until it says that it is ready. It ends with us, however we end.
 * @throws with its last words where it ends before it is ready
 */
export async function startMeasured(file, env, execArgv = []) {
    const started = performance.now();
    const preload = ['--expose-gc', '--import', benchFile('lib/preload.js')];
    const child = startChild(process.execPath, [...preload, ...execArgv, file], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, ...env },
        ipc: true,
        ...(process.env.BENCH_LOG && { onLine: (line) => console.error(line) }),
    });
    const { process: node } = child;
    let over = false;
    const ended = child.exited.then((exit) => {
        over = true;
        throw new Error(`${endOf(file, exit)}\n${exit.lastLines.slice(-15).join('\n')}`);
    });
    ended.catch(() => { });
    const answer = (type) => new Promise((resolve) => {
        const onMessage = (message) => {
            if (message.type !== type)
                return;
            node.off('message', onMessage);
            resolve(message);
        };
        node.on('message', onMessage);
    });
    const { url = '' } = await Promise.race([answer('ready'), ended]);
    return {
        url: url.replace('localhost', '127.0.0.1'),
        pid: child.pid,
        readyMs: performance.now() - started,
        async ask(question, more = {}) {
            const reply = answer(question);
            node.send({ ask: question, ...more });
            let timer;
            const late = new Promise((_, reject) => {
                timer = setTimeout(() => reject(new Error(`${file} did not answer ${question}`)), ANSWER_LIMIT_MS);
            });
            try {
                return await Promise.race([reply, ended, late]);
            }
            finally {
                clearTimeout(timer);
            }
        },
        async stop() {
            if (!over)
                await child.stop();
        },
    };
}
