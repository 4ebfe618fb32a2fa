import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { conflict } from '../../graphql/errors.js';
import { createLease, type LeaseModel } from '../../infra/lease.js';
import type { ContentImport, ImportedPiece } from '../content/content-import.js';
import { MAX_PIECES } from './export.types.js';
import { linesOf, pieceOf } from './import-lines.js';

export type LineOutcome = 'CREATED' | 'DUPLICATE' | 'REFUSED';

/** The result of a line. */
export interface LineReport {
  line: number;
  outcome: LineOutcome;
  /** The id of the new piece. */
  id?: string;
  /** Why it was refused. */
  reason?: string;
}

export interface ImportReport {
  created: number;
  duplicates: number;
  refused: number;
  /** Why the rest of the file was not read; null if it was. */
  stopped: string | null;
  /** In the order of the file, without blank lines. */
  lines: LineReport[];
}

export interface ImportsService {
  /**
   * Adds the pieces of a file of JSON Lines to a library. Added pieces stay, also if a later line fails: importing the
   * same file again adds the rest.
   * @throws CONFLICT while another import of the user runs
   */
  importLines(userId: string, file: AsyncIterable<Uint8Array>): Promise<ImportReport>;
}

interface ImportsDeps {
  library: ContentImport;
  leases: LeaseModel;
  /** The largest file, in bytes. */
  maxBytes: number;
}

/** Lines that are compared with the library together. */
const BATCH = 50;
/** The duration of the lease on imports of the user, renewed with each batch, in milliseconds. */
const LEASE_MS = 60_000;

class TooLarge extends Error {}

export function createImportsService({ library, leases, maxBytes }: ImportsDeps): ImportsService {
  return {
    async importLines(userId, file) {
      const lease = createLease(leases, `import ${userId}`);
      if (!(await lease.take(LEASE_MS))) throw conflict('Another import into this library is running.');
      const report: ImportReport = { created: 0, duplicates: 0, refused: 0, stopped: null, lines: [] };
      try {
        await read(userId, file, report, () => lease.take(LEASE_MS));
      } catch (error) {
        if (!(error instanceof TooLarge)) throw error;
        report.stopped = error.message;
      } finally {
        await lease.release();
      }
      return report;
    },
  };

  async function read(
    userId: string,
    file: AsyncIterable<Uint8Array>,
    report: ImportReport,
    renew: () => Promise<boolean>,
  ) {
    const now = new Date();
    let batch: { line: number; piece: ImportedPiece }[] = [];
    const flush = async () => {
      const ids = await library.importPieces(
        userId,
        batch.map(({ piece }) => piece),
      );
      for (const [index, { line }] of batch.entries()) {
        const id = ids[index];
        if (id) report.lines.push({ line, outcome: 'CREATED', id });
        else report.lines.push({ line, outcome: 'DUPLICATE' });
        if (id) report.created += 1;
        else report.duplicates += 1;
      }
      batch = [];
      if (!(await renew())) throw conflict('Another import into this library is running.');
      await yieldToEventLoop();
    };
    try {
      for await (const line of linesOf(limited(file, maxBytes))) {
        if (line.number > MAX_PIECES) throw new TooLarge(`A file has ${MAX_PIECES} lines at most.`);
        const found = pieceOf(line, now);
        if (found === null) continue;
        if ('refused' in found) {
          report.refused += 1;
          report.lines.push({ line: line.number, outcome: 'REFUSED', reason: found.refused });
        } else batch.push({ line: line.number, piece: found.piece });
        if (batch.length === BATCH) await flush();
      }
    } catch (error) {
      if (error instanceof TooLarge) await flush();
      throw error;
    }
    await flush();
    report.lines.sort((one, other) => one.line - other.line);
  }
}

async function* limited(file: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const part of file) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw new TooLarge(`A file has ${maxBytes} bytes at most.`);
    yield part;
  }
}
