import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Deadline } from './deadline.js';
import { JobErrorCode } from './job-error.js';
import { badResponse, ProviderError } from './provider-error.js';

/** A longer event, in UTF-16 code units, is no piece of a text: the parser would only gather memory. */
const MAX_EVENT_LENGTH = 2_000_000;

/** undici's names for the limits it has of its own, which end a silence of five minutes. */
const TIMEOUT_CODES: ReadonlySet<unknown> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/**
 * What a rejection of fetch, or of reading its body, means.
 * @returns the deadline's own reason where that is what ended it, else a ProviderError.
 */
export function transportFailure(error: unknown, { signal }: Deadline): unknown {
  if (signal.aborted) return signal.reason;
  const cause = error instanceof Error ? error.cause : undefined;
  const timedOut = cause instanceof Error && 'code' in cause && TIMEOUT_CODES.has(cause.code);
  const code = timedOut ? JobErrorCode.TIMEOUT : JobErrorCode.PROVIDER_UNAVAILABLE;
  return new ProviderError({ code, retriable: true, cause: error });
}

/** The events of a `text/event-stream`, one at a time. Leaving the loop early frees the socket. */
export async function* readEvents(
  response: Response,
  deadline: Deadline,
): AsyncGenerator<EventSourceMessage> {
  let arrived: EventSourceMessage[] = [];
  const parser = createParser({
    maxBufferSize: MAX_EVENT_LENGTH,
    onEvent: (event) => arrived.push(event),
    onError: (error) => {
      // Unknown fields are to be ignored, says the standard.
      if (error.type === 'max-buffer-size-exceeded') throw badResponse('An event is too long');
    },
  });
  for await (const text of decode(readBytes(response, deadline))) {
    parser.feed(text);
    yield* arrived;
    arrived = [];
  }
  // Some servers leave out the empty line after the last event.
  parser.feed('\n\n');
  yield* arrived;
}

/** The whole body as text. @throws {ProviderError} if it is longer than `maxBytes` or not UTF-8. */
export async function readText(response: Response, deadline: Deadline, maxBytes: number): Promise<string> {
  let text = '';
  for await (const piece of decode(limit(readBytes(response, deadline), maxBytes))) text += piece;
  return text;
}

/** The body's first bytes as text, as far as they came: whatever ends it early, there is something to judge by. */
export async function readExcerpt(response: Response, deadline: Deadline, maxBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of readBytes(response, deadline)) {
      pieces.push(piece);
      size += piece.byteLength;
      if (size >= maxBytes) break;
    }
  } catch {
    // The status is what counts, and it is known.
  }
  return Buffer.concat(pieces).subarray(0, maxBytes).toString();
}

async function* readBytes(response: Response, deadline: Deadline): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  try {
    for await (const bytes of response.body) {
      deadline.touch();
      yield bytes;
    }
  } catch (error) {
    throw transportFailure(error, deadline);
  }
}

async function* limit(pieces: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.byteLength;
    if (size > maxBytes) throw badResponse('The answer is too long');
    yield piece;
  }
}

/** Strict: a byte that is no UTF-8 makes the answer a broken one, instead of a text with � in it. */
async function* decode(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const read = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw badResponse('The answer is not UTF-8');
    }
  };
  for await (const piece of pieces) yield read(piece);
  yield read();
}
