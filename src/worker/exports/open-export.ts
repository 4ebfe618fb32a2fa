import { ExportKind } from '../../modules/exports/export.model.js';
import type { Models } from '../../modules/models.js';
import type { ClaimedExport } from './claims.js';
import { fileOf, zipOf } from './formats/formats.js';
import { readPieces } from './read-pieces.js';
import type { OpenExport } from './run-export.js';
import type { WrittenFile } from './source.js';

/** Opens what an export contains. Nothing is read before it is written. */
export async function openExport(
  models: Models,
  claimed: ClaimedExport,
  signal: AbortSignal,
): Promise<OpenExport> {
  const { kind, format, selection, createdAt } = claimed;
  const userId = claimed.userId.toHexString();
  if (kind === ExportKind.MY_DATA) {
    const { readMyData } = await import('./my-data.js');
    const data = await readMyData(models, userId, signal);
    return opened(zipOf(createdAt, data.bytes, 'my-data'), data);
  }
  const reader = await readPieces(models.contents, userId, selection, signal);
  return opened(await fileOf(format, { pieces: reader.pieces, total: reader.total, createdAt }), reader);
}

const opened = (file: WrittenFile, { total, read }: { total: number; read(): number }): OpenExport => ({
  file,
  progress: () => ({ done: read(), total: Math.max(total, read()) }),
});
