import { stat } from 'node:fs/promises';
import { freemem } from 'node:os';
import { basename } from 'node:path';
import { megabytes } from '../output/progress.js';

/** The memory that is available to this process and its children, in bytes. A container's limit applies. */
export function availableMemory(): number {
  // 0, or more than the machine has, without a limit. A container's used memory includes the page cache, so it is ignored.
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(freemem(), limit) : freemem();
}

/**
 * Refuses a model whose weights do not fit in memory: they would be read from the disk for each token, or exhaust the
 * memory.
 * @throws one line if the file is larger than the free memory
 */
export async function requireMemory(file: string, free = availableMemory()): Promise<void> {
  const { size } = await stat(file);
  if (size <= free) return;
  throw new Error(
    `${basename(file)} is too large for this machine: it needs ${megabytes(size)} of memory, and ${megabytes(free)} are free: name a smaller one in LOCAL_MODEL_PATH, or end other programs`,
  );
}
