import { stat } from 'node:fs/promises';
import { freemem } from 'node:os';
import { basename } from 'node:path';
import { megabytes } from './progress.js';

/** What this process and its children may take, in bytes: what is free, or all that its container may have. */
export function availableMemory(): number {
  // 0, or more than there is, where nothing limits it. What the container has used already holds the disk's cache too.
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(freemem(), limit) : freemem();
}

/**
 * A model whose weights alone do not fit is read from the disk again for each token, or ends whatever else runs.
 * @throws one line where this file is larger than the memory that is free
 */
export async function requireMemory(file: string, free = availableMemory()): Promise<void> {
  const { size } = await stat(file);
  if (size <= free) return;
  throw new Error(
    `${basename(file)} is too large for this machine: it needs ${megabytes(size)} of memory, and ${megabytes(free)} are free: name a smaller one in LOCAL_MODEL_PATH, or end other programs`,
  );
}
