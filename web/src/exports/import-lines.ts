import { readServerClock } from '../lib/server-clock.js';
import { freshSession } from '../session/refresh.js';

/** The response of `POST /imports`. */
export interface ImportReport {
  created: number;
  duplicates: number;
  refused: number;
  /** Why the file was not read to its end; null if it was. */
  stopped: string | null;
  /** In the order of the file. */
  lines: { line: number; outcome: 'CREATED' | 'DUPLICATE' | 'REFUSED'; reason?: string }[];
}

type Response = ImportReport | { errors: { message: string }[] };

/**
 * Adds the pieces of a file of JSON Lines to the library.
 * @throws with a readable message if nothing was read, or no answer came: the same file can be sent again
 */
export async function importLines(file: Blob): Promise<ImportReport> {
  const answer = await send(file).catch(() => {
    throw new Error('The server did not answer. Import the same file again: each piece is added once.');
  });
  if ('errors' in answer) throw new Error(answer.errors[0]?.message ?? 'The file was not imported.');
  return answer;
}

async function send(file: Blob): Promise<Response> {
  await freshSession();
  // Uses the session's cookies. Without a time limit, because a large file may take long.
  const response = await fetch('/imports', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: file,
  });
  readServerClock(response);
  return (await response.json()) as Response;
}
