import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'undici';
import type { Progress, Transfer } from '../output/progress.js';

/** Time limits for the connection and for the response headers, in milliseconds. */
const CONNECT_MS = 4_000;
const HEADERS_MS = 10_000;
/** A download without data for this long is aborted and resumed, in milliseconds. */
const SILENCE_MS = 15_000;
/** Consecutive attempts without progress before it gives up. */
const ATTEMPTS = 3;
const PAUSE_MS = 500;

export interface Download {
  url: string;
  /** For the user. */
  name: string;
  /** In hexadecimal. A file with another hash is rejected. */
  sha256: string;
  /** In bytes, if known in advance. */
  size?: number;
  /** The file to write. The next start resumes an incomplete one. */
  file: string;
  progress: Progress;
  /** Called when the response begins, before anything is written to `file`. */
  onAnswer?: () => Promise<void>;
  /** In milliseconds; default: 4 s for the connection, 10 s for the headers. */
  limits?: { connect: number; headers: number };
}

/**
 * Downloads a file, resumes it as often as it makes progress, and verifies it.
 *
 * Own code on undici: node-llama-cpp's downloader checks no SHA-256, and it is installed only when a model is needed,
 * after the first downloads. None of the libraries that were evaluated resumes a file of an earlier process by
 * If-Range.
 * @throws one line if the host does not respond, the connection fails repeatedly, or the content has another hash
 */
export async function download(options: Download): Promise<void> {
  const { url, name, sha256, size, file, progress, onAnswer = async () => {}, limits } = options;
  const client = await httpClient(limits);
  const host = new URL(url).host;
  let transfer: Transfer | undefined;
  let whole = false;
  const begin = (total: number) => {
    transfer ??= progress.begin({ name, source: host, total });
    return transfer;
  };
  try {
    for (;;) {
      const resumed = await receiveAll(client, { url, size, file, onAnswer }, begin);
      const found = await sha256Of(file);
      if (found === sha256) break;
      await forget(file);
      // The part from an earlier start may be the corrupt one.
      if (!resumed) {
        throw new Error(
          `what ${host} sent is not what was expected of ${name} (SHA-256 ${found}): it is not used`,
        );
      }
    }
    await rm(tagFile(file), { force: true });
    whole = true;
  } finally {
    transfer?.end(whole);
    await client.close();
  }
}

/** Receives the rest of the file. Returns whether it resumed a part. */
async function receiveAll(
  client: HttpClient,
  {
    url,
    size,
    file,
    onAnswer,
  }: Required<Pick<Download, 'url' | 'file' | 'onAnswer'>> & { size: number | undefined },
  begin: (total: number) => Transfer,
): Promise<boolean> {
  const host = new URL(url).host;
  let resumed = (await sizeOf(file)) > 0;
  for (let attempt = 1; ; ) {
    const before = await sizeOf(file);
    if (size !== undefined && before === size) return resumed;
    try {
      const { response, offset } = await ask(client, url, file);
      if (offset === 0) resumed = false;
      await onAnswer();
      const length = response.headers.get('content-length');
      await receive(response, file, offset, begin(length ? offset + Number(length) : (size ?? 0)));
      if (size === undefined || (await sizeOf(file)) >= size) return resumed;
      throw new Error('sent less than it should have');
    } catch (error) {
      attempt = (await sizeOf(file)) > before ? 1 : attempt + 1;
      if (attempt > ATTEMPTS || isFinal(error)) throw new Error(`${host} ${causeOf(error)}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** Downloads a small text, such as a checksum. @throws one line if the host does not respond, or responds with an error */
export async function downloadText(url: string, limits?: Download['limits']): Promise<string> {
  const client = await httpClient(limits);
  try {
    const response = await client.get(url);
    if (!response.ok) throw new HttpError(response.status);
    return await response.text();
  } catch (error) {
    throw new Error(`${new URL(url).host} ${causeOf(error)}`);
  } finally {
    await client.close();
  }
}

/** The SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

class HttpError extends Error {
  constructor(readonly status: number) {
    super(`answered ${status}`);
  }
}

interface HttpClient {
  get(url: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** Node's fetch has no connection timeout and no proxy. undici is loaded here, so only downloads load it. */
async function httpClient(limits = { connect: CONNECT_MS, headers: HEADERS_MS }): Promise<HttpClient> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: limits.connect },
    headersTimeout: limits.headers,
    bodyTimeout: SILENCE_MS,
  });
  return {
    get: (url, headers = {}) =>
      fetch(url, { dispatcher, headers: { 'accept-encoding': 'identity', ...headers } }),
    close: () => dispatcher.destroy(),
  };
}

/** Requests the missing part. A host whose file has changed, or that has no ranges, sends the whole file. */
async function ask(
  client: HttpClient,
  url: string,
  file: string,
): Promise<{ response: Response; offset: number }> {
  const offset = await sizeOf(file);
  const tag = await readFile(tagFile(file), 'utf8').catch(() => '');
  // Without a tag the part may belong to another file.
  const wanted: Record<string, string> =
    offset > 0 && tag ? { range: `bytes=${offset}-`, 'if-range': tag } : {};
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
  const resumes =
    response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${offset}-`);
  if (resumes) return { response, offset };
  await forget(file);
  const etag = response.headers.get('etag');
  // If-Range accepts no weak tag, but a date.
  const next = etag && !etag.startsWith('W/') ? etag : response.headers.get('last-modified');
  if (next) await writeFile(tagFile(file), next);
  return { response, offset: 0 };
}

async function receive(response: Response, file: string, offset: number, transfer: Transfer): Promise<void> {
  if (!response.body) throw new Error('sent nothing');
  let done = offset;
  transfer.update(done);
  const meter = new Transform({
    transform(chunk: Uint8Array, _encoding, callback) {
      done += chunk.length;
      transfer.update(done);
      callback(null, chunk);
    },
  });
  await pipeline(response.body, meter, createWriteStream(file, { flags: 'a' }));
}

const tagFile = (file: string) => `${file}.tag`;

const sizeOf = (file: string) =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

async function forget(file: string): Promise<void> {
  await Promise.all([rm(file, { force: true }), rm(tagFile(file), { force: true })]);
}

/** Error codes of Node and undici for which a retry is useless. */
const UNREACHABLE: Record<string, string> = {
  ENOTFOUND: "can't be found (no network?)",
  EAI_AGAIN: "can't be found (no network?)",
  ECONNREFUSED: 'refuses the connection',
  EHOSTUNREACH: "can't be reached",
  ENETUNREACH: "can't be reached (no network?)",
  UND_ERR_CONNECT_TIMEOUT: 'does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'does not answer',
};

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: unknown };
  return code ?? (cause ? codeOf(cause) : '');
}

function innermost(error: unknown): string {
  const { message, cause } = error as Error;
  return cause ? innermost(cause) : message;
}

function isFinal(error: unknown): boolean {
  if (error instanceof HttpError) return error.status < 500 && error.status !== 429;
  return codeOf(error) in UNREACHABLE || codeOf(error) === 'ENOSPC';
}

function causeOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ENOSPC') return 'sent more than the disk has room for: make room, or set SMART_CONTENT_CACHE';
  if (UNREACHABLE[code]) return UNREACHABLE[code];
  if (error instanceof HttpError) return error.message;
  return `broke off (${code || innermost(error)})`;
}
