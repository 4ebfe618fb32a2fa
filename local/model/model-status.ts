import { rename, rm, writeFile } from 'node:fs/promises';
import { megabytes, type Progress } from '../output/progress.js';

/** The progress of the model; `received` and `total` are in bytes. */
export type ModelState =
  | { state: 'preparing' }
  | { state: 'fetching'; name: string; received: number; total: number }
  | { state: 'loading' }
  | { state: 'ready' };

/** The status of the local model, for the lines of `npm start` and, by a file, for the API. */
export interface ModelStatus {
  file: string;
  set(state: ModelState): void;
  /** For the user. */
  words(): string;
  /** Shows downloads like this progress, and tracks the largest running one. */
  watching(progress: Progress): Progress;
  /** Resolves when a download begins. */
  fetching: Promise<void>;
  /** Removes the file. */
  close(): Promise<void>;
}

/** Pages read the file once a second. */
const WRITE_MS = 500;

export async function openModelStatus(file: string): Promise<ModelStatus> {
  let state: ModelState = { state: 'preparing' };
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let began = () => {};
  const fetching = new Promise<void>((resolve) => {
    began = resolve;
  });
  const write = async () => {
    await writeFile(`${file}.new`, JSON.stringify(state));
    // Readers get the old or the new file, never a part.
    await rename(`${file}.new`, file);
  };
  const set = (next: ModelState) => {
    state = next;
    timer ??= setTimeout(() => {
      timer = undefined;
      // Other writers report a full disk.
      writing = writing.then(write).catch(() => {});
    }, WRITE_MS);
  };
  const open = new Set<{ name: string; received: number; total: number }>();
  const showLargest = () => {
    const [largest] = [...open].toSorted((one, other) => other.total - one.total);
    set(largest ? { state: 'fetching', ...largest } : { state: 'preparing' });
  };
  await write();
  return {
    file,
    set,
    words: () => wordsFor(state),
    fetching,
    watching: (progress) => ({
      log: progress.log,
      begin(what) {
        const transfer = progress.begin(what);
        const { name, total } = what;
        const shown = { name, received: 0, total };
        open.add(shown);
        showLargest();
        began();
        return {
          update(received) {
            transfer.update(received);
            shown.received = Math.min(received, total);
            showLargest();
          },
          end(whole) {
            transfer.end(whole);
            open.delete(shown);
            showLargest();
          },
        };
      },
    }),
    async close() {
      clearTimeout(timer);
      await writing;
      await rm(file, { force: true });
    },
  };
}

function wordsFor(state: ModelState): string {
  if (state.state === 'fetching') {
    const { name, received, total } = state;
    const share = total > 0 ? Math.floor((received / total) * 100) : 0;
    return `still being fetched (${name}, ${share} % of ${megabytes(total)}): jobs wait for it`;
  }
  return state.state === 'ready' ? 'ready' : 'still being prepared: jobs wait for it';
}
