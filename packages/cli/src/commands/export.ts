import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Export as ExportRecord } from '@smart-content/client';
import type { Context } from '../context.js';
import { apiExport } from '../export/api-export.js';
import { apiFormatOf, BINARY, type Format, formatOf, isOwn, type OwnFormat } from '../export/formats.js';
import { asDocument, asFile, type ExportedPiece, fileName, readPieces } from '../export/own-formats.js';
import { writeWhole } from '../export/whole-file.js';
import { EXIT, Failure } from '../failure.js';
import type { PieceFilter } from './library.js';

export interface ExportOptions extends PieceFilter {
  format?: Format;
  dir?: string;
  force?: boolean;
}

/** The source and the output of an export. */
interface Work {
  context: Context;
  filter: PieceFilter;
  signal: AbortSignal;
  /** How many pieces there were. */
  pieces: number;
}

/** All pieces that match: as one document on stdout or in a file, or a file each in a folder. */
export async function exportPieces(
  context: Context,
  path: string | undefined,
  { format: given, dir, force = false, ...filter }: ExportOptions,
): Promise<number> {
  const file = path === '-' ? undefined : path;
  if (file !== undefined && dir !== undefined) throw usage('TWO_PLACES', 'Give either a file or --dir.');
  const interrupt = new AbortController();
  const work: Work = { context, filter, signal: interrupt.signal, pieces: 0 };
  context.interrupts.onFirst(() => {
    context.out.note('Canceling the export …');
    interrupt.abort();
  });
  try {
    const format = formatOf(file, given);
    if (dir !== undefined) await toFolder(work, dir, format);
    else if (file !== undefined) await toFile(work, file, format, force);
    else await toStdout(work, context.out.json && given === undefined ? 'json' : format);
    return EXIT.done;
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    context.out.state('');
  }
}

async function toFolder(work: Work, dir: string, format: Format): Promise<void> {
  const { out } = work.context;
  if (format !== 'md' && format !== 'json')
    throw usage('BAD_FORMAT', `--dir writes md or json, not ${format}.`);
  const pieces = await piecesOf(work);
  await mkdir(dir, { recursive: true });
  const files: string[] = [];
  for await (const piece of pieces) {
    const file = join(dir, `${fileName(piece)}.${format}`);
    const content = async function* () {
      yield asFile(piece, format);
    };
    // A repetition brings the folder up to date.
    await writeWhole(file, content(), { force: true });
    files.push(file);
    out.state(`${files.length} files …`);
  }
  if (out.json) out.data({ files });
  else out.note(`Wrote ${files.length} files to ${dir}.`);
}

async function toFile(work: Work, file: string, format: Format, force: boolean): Promise<void> {
  const { out } = work.context;
  const bytes = await writeWhole(file, contentOf(work, format, file), { force });
  if (out.json) out.data({ file, format, pieces: work.pieces, bytes });
  else out.note(`Wrote ${work.pieces} pieces to ${file} (${inUnits(bytes)}).`);
}

async function toStdout(work: Work, format: Format): Promise<void> {
  const { out, host } = work.context;
  if (out.json && format !== 'json')
    throw usage('NO_FILE', `With --json, ${format} needs a file: stdout has the JSON.`);
  if (BINARY.includes(format) && host.stdout.isTTY)
    throw usage('NO_FILE', `${format} cannot be shown in a terminal: give a file.`);
  for await (const chunk of contentOf(work, format)) await out.send(chunk);
}

/** Starts with its first chunk. @param file for checks of its name */
async function* contentOf(work: Work, format: Format, file?: string): AsyncGenerator<string | Uint8Array> {
  if (!isOwn(format)) return yield* fromApi(work, format, file);
  const { out } = work.context;
  yield* asDocument(counted(await piecesOf(work), work, file !== undefined), format, out.json && !file);
}

const piecesOf = async ({ context, filter, signal }: Work) =>
  readPieces(await context.signedIn(), filter, signal);

async function* counted(pieces: AsyncIterable<ExportedPiece>, work: Work, shown: boolean) {
  for await (const piece of pieces) {
    work.pieces += 1;
    if (shown) work.context.out.state(`${work.pieces} pieces …`);
    yield piece;
  }
}

async function* fromApi(
  work: Work,
  format: Exclude<Format, OwnFormat>,
  file?: string,
): AsyncGenerator<Uint8Array> {
  const { context, signal } = work;
  const { out } = context;
  const { tag, ...filter } = work.filter;
  yield* apiExport({
    client: await context.signedIn(),
    url: await context.url(),
    input: { format: apiFormatOf(format), filter: { ...filter, ...(tag && { tags: tag }) } },
    signal,
    onProgress(state) {
      refuseWrongName(state, file);
      work.pieces = state.done;
      out.state(`${state.done} of ${state.total} pieces …`);
    },
    onBytes: (received, all) => {
      if (file) out.state(`${inUnits(received)} of ${inUnits(all)} …`);
    },
    onLeft: (id) => out.note(`The export ${id} stays on the server until it expires.`),
  });
}

/** Several Word documents are a ZIP, which must not be called a document. */
function refuseWrongName({ format, total, fileName: name }: ExportRecord, file: string | undefined) {
  const several = name === null ? format === 'DOCX' && total > 1 : name.endsWith('.zip');
  if (file === undefined || !several || /\.zip$/i.test(file)) return;
  throw usage(
    'BAD_NAME',
    `${total} pieces make a ZIP of documents: name the file ${file.replace(/\.docx$/i, '')}.zip, and give --format docx.`,
  );
}

const usage = (code: string, message: string) => new Failure(EXIT.usage, code, message);

function inUnits(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
