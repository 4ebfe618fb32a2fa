import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Dispatcher } from 'undici';
import { JobErrorCode } from '../modules/jobs/model/job-error.js';
import type { Deadline } from './deadline.js';
import { badResponse, ProviderError } from './provider-error.js';

/** A longer event, in UTF-16 code units, is no piece of a text: the parser would only gather memory. */
const MAX_EVENT_LENGTH = 2_000_000;

/** undici's names for the limits it has of its own, which end a silence of five minutes. */
const TIMEOUT_CODES: ReadonlySet<unknown> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** What is left of an answer that has said all gets so long to end, in milliseconds; then its connection is cut. */
const REST_MS = 500;

export type Answer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>;

/**
 * What a rejection of a request, or of reading its body, means.
 * @returns the deadline's own reason where that is what ended it, else a ProviderError.
 */
export function transportFailure(error: unknown, { signal }: Deadline): unknown {
  if (signal.aborted) return signal.reason;
  const timedOut = error instanceof Error && 'code' in error && TIMEOUT_CODES.has(error.code);
  const code = timedOut ? JobErrorCode.TIMEOUT : JobErrorCode.PROVIDER_UNAVAILABLE;
  return new ProviderError({ code, retriable: true, cause: error });
}

/**
 * Reads a `text/event-stream`, event by event, until `onEvent` says that it was the last. The connection is used again
 * where the server ends the answer too, and else it is cut.
 */
export async function readEvents(
  answer: Answer,
  deadline: Deadline,
  onEvent: (event: EventSourceMessage) => boolean,
): Promise<void> {
  let last = false;
  const parser = eventParser((event) => {
    last ||= onEvent(event);
  });
  const decode = strictDecoder();
  for await (const bytes of readBytes(answer, deadline)) {
    parser.feed(decode(bytes));
    if (last) return letEnd(answer, deadline);
  }
  parser.feed(decode());
  // Some servers leave out the empty line after the last event.
  parser.feed('\n\n');
}

/** Whether a body that is labelled otherwise is a `text/event-stream` all the same. */
export const isEventStream = (text: string) => /^\uFEFF?\s*(?:data|event|id|retry)?:/.test(text);

/** The same for a body that is there already. */
export function parseEvents(text: string, onEvent: (event: EventSourceMessage) => boolean): void {
  let last = false;
  const parser = eventParser((event) => {
    if (!last) last = onEvent(event);
  });
  parser.feed(`${text}\n\n`);
}

function eventParser(onEvent: (event: EventSourceMessage) => void) {
  return createParser({
    maxBufferSize: MAX_EVENT_LENGTH,
    onEvent,
    onError: (error) => {
      // Unknown fields are to be ignored, says the standard.
      if (error.type === 'max-buffer-size-exceeded') throw badResponse('An event is too long');
    },
  });
}

function letEnd({ body }: Answer, deadline: Deadline) {
  deadline.release();
  const cut = setTimeout(() => body.destroy(), REST_MS).unref();
  body.once('close', () => clearTimeout(cut)).resume();
}

/** The whole body as text. @throws {ProviderError} if it is longer than `maxBytes` or not UTF-8. */
export async function readText(answer: Answer, deadline: Deadline, maxBytes: number): Promise<string> {
  const decode = strictDecoder();
  let text = '';
  let size = 0;
  for await (const bytes of readBytes(answer, deadline)) {
    size += bytes.byteLength;
    if (size > maxBytes) throw badResponse('The answer is too long');
    text += decode(bytes);
  }
  return text + decode();
}

/** The body's first bytes as text, as far as they came: whatever ends it early, there is something to judge by. */
export async function readExcerpt(answer: Answer, deadline: Deadline, maxBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of readBytes(answer, deadline)) {
      pieces.push(piece);
      size += piece.byteLength;
      if (size >= maxBytes) break;
    }
  } catch {
    // The status is what counts, and it is known.
  }
  return Buffer.concat(pieces).subarray(0, maxBytes).toString();
}

/** Leaving the loop early leaves the connection as it is: to the deadline, or to `letEnd`. */
async function* readBytes(answer: Answer, deadline: Deadline): AsyncGenerator<Uint8Array> {
  const { body } = answer;
  // The side that cuts the connection knows that it is cut.
  body.on('error', () => {});
  const source = decoded(answer);
  try {
    for await (const bytes of source.iterator({ destroyOnReturn: false })) {
      deadline.touch();
      yield bytes;
    }
  } catch (error) {
    throw transportFailure(error, deadline);
  }
}

const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The body as its sender wrote it: some gateways compress though no encoding was accepted. */
function decoded({ headers, body }: Answer): Readable {
  const encoding = String(headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  if (encoding === 'identity' || encoding === '') return body;
  const decoder = DECODERS[encoding]?.();
  if (!decoder) throw badResponse('The answer has an unknown content encoding');
  body.once('error', (error) => decoder.destroy(error));
  return body.pipe(decoder);
}

/** Strict: a byte that is no UTF-8 makes the answer a broken one, instead of a text with � in it. */
function strictDecoder(): (bytes?: Uint8Array) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw badResponse('The answer is not UTF-8');
    }
  };
}
