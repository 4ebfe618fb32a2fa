import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
/** A host that takes longer to answer at all is given up, in ms. */
const CONNECT_MS = 4_000;
const HEADERS_MS = 10_000;
/** A download that stands still for so long is broken off, and taken up again, in ms. */
const SILENCE_MS = 15_000;
/** So often in a row without a byte more, and it is given up. */
const ATTEMPTS = 3;
const PAUSE_MS = 500;
/**
 * Downloads a file, in as many pieces as it takes, and verifies it.
 * @throws one line where the host does not answer, the line breaks time and again, or the content is not the expected
 */
export async function download({ url, name, sha256, size, file, progress, limits }) {
    const client = await httpClient(limits);
    const host = new URL(url).host;
    let transfer;
    let whole = false;
    const begin = (total) => {
        transfer ??= progress.begin({ name, source: host, total });
        return transfer;
    };
    try {
        for (;;) {
            const resumed = await receiveAll(client, { url, size, file }, begin);
            const found = await sha256Of(file);
            if (found === sha256)
                break;
            await forget(file);
            // What an earlier start had left may have been at fault.
            if (!resumed) {
                throw new Error(`what ${host} sent is not what was expected of ${name} (SHA-256 ${found}): it is not used`);
            }
        }
        await rm(tagFile(file), { force: true });
        whole = true;
    }
    finally {
        transfer?.end(whole);
        await client.close();
    }
}
/** Receives what is missing, in as many pieces as it takes; answers with whether a part was there before. */
async function receiveAll(client, { url, size, file }, begin) {
    const host = new URL(url).host;
    let resumed = (await sizeOf(file)) > 0;
    for (let attempt = 1;;) {
        const before = await sizeOf(file);
        if (size !== undefined && before === size)
            return resumed;
        try {
            const { response, offset } = await ask(client, url, file);
            if (offset === 0)
                resumed = false;
            const length = response.headers.get('content-length');
            await receive(response, file, offset, begin(length ? offset + Number(length) : (size ?? 0)));
            if (size === undefined || (await sizeOf(file)) >= size)
                return resumed;
            throw new Error('sent less than it should have');
        }
        catch (error) {
            attempt = (await sizeOf(file)) > before ? 1 : attempt + 1;
            if (attempt > ATTEMPTS || isFinal(error))
                throw new Error(`${host} ${causeOf(error)}`);
            await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        }
    }
}
/** A small text, such as a checksum. @throws one line where the host does not answer, or with an error */
export async function downloadText(url, limits) {
    const client = await httpClient(limits);
    try {
        const response = await client.get(url);
        if (!response.ok)
            throw new HttpError(response.status);
        return await response.text();
    }
    catch (error) {
        throw new Error(`${new URL(url).host} ${causeOf(error)}`);
    }
    finally {
        await client.close();
    }
}
/** The SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash);
    return hash.digest('hex');
}
class HttpError extends Error {
    constructor(status) {
        super(`answered ${status}`);
        this.status = status;
    }
}
/** Node's own fetch has neither a limit on connecting nor a proxy; loaded here, so that only downloads pay for it. */
async function httpClient(limits = { connect: CONNECT_MS, headers: HEADERS_MS }) {
    const { EnvHttpProxyAgent, fetch } = await import('undici');
    const dispatcher = new EnvHttpProxyAgent({
        connect: { timeout: limits.connect },
        headersTimeout: limits.headers,
        bodyTimeout: SILENCE_MS,
    });
    return {
        get: (url, headers = {}) => fetch(url, { dispatcher, headers: { 'accept-encoding': 'identity', ...headers } }),
        close: () => dispatcher.destroy(),
    };
}
/** Asks for what is still missing. A host that has another file by now, or can't send a part, sends the whole. */
async function ask(client, url, file) {
    const offset = await sizeOf(file);
    const tag = await readFile(tagFile(file), 'utf8').catch(() => '');
    // Without a tag there is no knowing what the part is of.
    const wanted = offset > 0 && tag ? { range: `bytes=${offset}-`, 'if-range': tag } : {};
    const response = await client.get(url, wanted);
    if (response.status === 416) {
        await response.body?.cancel();
        await forget(file);
        return ask(client, url, file);
    }
    if (!response.ok) {
        await response.body?.cancel();
        throw new HttpError(response.status);
    }
    const resumes = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${offset}-`);
    if (resumes)
        return { response, offset };
    await forget(file);
    const etag = response.headers.get('etag');
    // If-Range takes no weak tag, but a date.
    const next = etag && !etag.startsWith('W/') ? etag : response.headers.get('last-modified');
    if (next)
        await writeFile(tagFile(file), next);
    return { response, offset: 0 };
}
async function receive(response, file, offset, transfer) {
    if (!response.body)
        throw new Error('sent nothing');
    let done = offset;
    transfer.update(done);
    const meter = new Transform({
        transform(chunk, _encoding, callback) {
            done += chunk.length;
            transfer.update(done);
            callback(null, chunk);
        },
    });
    await pipeline(response.body, meter, createWriteStream(file, { flags: 'a' }));
}
const tagFile = (file) => `${file}.tag`;
const sizeOf = (file) => stat(file).then(({ size }) => size, () => 0);
async function forget(file) {
    await Promise.all([rm(file, { force: true }), rm(tagFile(file), { force: true })]);
}
/** The codes, of Node and of undici, of a host that another attempt would not reach either. */
const UNREACHABLE = {
    ENOTFOUND: "can't be found (no network?)",
    EAI_AGAIN: "can't be found (no network?)",
    ECONNREFUSED: 'refuses the connection',
    EHOSTUNREACH: "can't be reached",
    ENETUNREACH: "can't be reached (no network?)",
    UND_ERR_CONNECT_TIMEOUT: 'does not answer',
    UND_ERR_HEADERS_TIMEOUT: 'does not answer',
};
function codeOf(error) {
    const { code, cause } = error;
    return code ?? (cause ? codeOf(cause) : '');
}
function innermost(error) {
    const { message, cause } = error;
    return cause ? innermost(cause) : message;
}
function isFinal(error) {
    if (error instanceof HttpError)
        return error.status < 500 && error.status !== 429;
    return codeOf(error) in UNREACHABLE || codeOf(error) === 'ENOSPC';
}
function causeOf(error) {
    const code = codeOf(error);
    if (code === 'ENOSPC')
        return 'sent more than the disk has room for: make room, or set SMART_CONTENT_CACHE';
    if (UNREACHABLE[code])
        return UNREACHABLE[code];
    if (error instanceof HttpError)
        return error.message;
    return `broke off (${code || innermost(error)})`;
}
//# sourceMappingURL=download.js.map