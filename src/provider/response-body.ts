import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Dispatcher } from 'undici';
import { JobErrorCode } from '../modules/jobs/model/job-error.js';
import type { Deadline } from './deadline.js';
import { parseJson } from './loose-json.js';
import { badResponse, ProviderError } from './provider-error.js';

/** The longest event, in UTF-16 code units. A longer one is not a piece of a text, and would only use memory. */
const MAX_EVENT_LENGTH = 2_000_000;

/** undici's error codes for the idle limit of a deadline. */
const TIMEOUT_CODES: ReadonlySet<unknown> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** How long an answer may continue after its last event, in milliseconds. Then its connection is closed. */
const REST_MS = 500;

export type Answer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>;

/**
 * The error for a rejected request, or for a rejected read of its body.
 * @returns the deadline's own reason if the deadline ended it, otherwise a ProviderError.
 */
export function transportFailure(error: unknown, { signal }: Deadline): unknown {
  if (signal.aborted) return signal.reason;
  const timedOut = error instanceof Error && 'code' in error && TIMEOUT_CODES.has(error.code);
  const code = timedOut ? JobErrorCode.TIMEOUT : JobErrorCode.PROVIDER_UNAVAILABLE;
  // A server that cannot be reached cannot serve another model either.
  return new ProviderError({ code, retriable: true, ofModel: timedOut, cause: error });
}

/**
 * Reads an answer, event by event, until `onEvent` returns that it was the last one. Detects the format by its content,
 * whatever its content type: a `text/event-stream`; or JSON, as a whole or in lines, each of which is an event. Reuses
 * the connection if the server ends the answer too, otherwise closes it.
 *
 * @param maxBytes of JSON.
 */
export async function readEvents(
  answer: Answer,
  deadline: Deadline,
  maxBytes: number,
  onEvent: (event: Pick<EventSourceMessage, 'data' | 'event'>) => boolean,
): Promise<void> {
  let last = false;
  const give = (event: Parameters<typeof onEvent>[0]) => {
    last ||= onEvent(event);
  };
  const parser = eventParser(give);
  const decode = strictDecoder();
  let json: string | null = null;
  let begun = false;
  let size = 0;
  const feed = (text: string) => {
    // White space before the first character means nothing in either.
    const piece = begun ? text : text.trimStart();
    if (piece === '') return;
    if (!begun) json = /^[{[]/.test(piece) ? '' : null;
    begun = true;
    if (json === null) parser.feed(piece);
    else json += piece;
  };
  for await (const bytes of readBytes(answer, deadline)) {
    size += bytes.byteLength;
    feed(decode(bytes));
    if (json !== null && size > maxBytes) throw badResponse('The answer is too long');
    if (last) return drain(answer, deadline);
  }
  feed(decode());
  // Some servers leave out the empty line after the last event.
  if (json === null) parser.feed('\n\n');
  else for (const data of parseJson(json) === undefined ? linesOf(json) : [json]) give({ data });
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

function eventParser(onEvent: (event: Pick<EventSourceMessage, 'data' | 'event'>) => void) {
  return createParser({
    maxBufferSize: MAX_EVENT_LENGTH,
    onEvent,
    onError: ({ type, line = '' }) => {
      if (type === 'max-buffer-size-exceeded') throw badResponse('An event is too long');
      // The standard ignores unknown fields. Ollama writes its errors like this, without a field.
      if (line.startsWith('{') && parseJson(line) !== undefined) onEvent({ data: line, event: undefined });
    },
  });
}

function drain({ body }: Answer, deadline: Deadline) {
  deadline.release();
  const cut = setTimeout(() => body.destroy(), REST_MS).unref();
  body.once('close', () => clearTimeout(cut)).resume();
}

/** The body's first bytes as text, as far as they arrived, also if the body ends early. */
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
    // The status decides, and it is known.
  }
  return Buffer.concat(pieces).subarray(0, maxBytes).toString();
}

/** Leaving the loop early leaves the connection as it is: to the deadline, or to `drain`. */
async function* readBytes(answer: Answer, deadline: Deadline): AsyncGenerator<Uint8Array> {
  const { body } = answer;
  // The error is expected: this side closed the connection.
  body.on('error', () => {});
  const source = decoded(answer);
  try {
    for await (const bytes of source.iterator({ destroyOnReturn: false })) {
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
/** The name that some servers use for an unencoded body. */
const PLAIN = new Set(['', 'identity', 'none', 'utf-8', 'utf8']);

/** The decoded body: some gateways compress although no encoding was accepted, some twice. */
function decoded({ headers, body }: Answer): Readable {
  const encodings = [headers['content-encoding'] ?? '']
    .flat()
    .flatMap((value) => value.toLowerCase().split(','))
    .map((encoding) => encoding.trim())
    .filter((encoding) => !PLAIN.has(encoding));
  return encodings.reduceRight<Readable>((source, encoding) => {
    const decoder = DECODERS[encoding]?.();
    if (!decoder) throw badResponse('The answer has an unknown content encoding');
    source.once('error', (error) => decoder.destroy(error));
    return source.pipe(decoder);
  }, body);
}

/** Strict: a byte that is not UTF-8 makes the answer invalid, instead of a text with �. */
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
