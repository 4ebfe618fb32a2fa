import { createStore } from '@smart-content/client';
import { type Answer, post } from '../lib/http.js';
import { freshSession } from '../session/refresh.js';
import { DeleteContent } from './operations.js';

export interface Deletion {
  id: string;
  title: string;
  /** The request was sent, so it can no longer be undone. */
  sent: boolean;
}

/** How long a deletion can be undone, in milliseconds. */
const UNDO_MS = 6_000;

/** Pending deletions: hidden at once, sent when the time to undo is over or the page is closed. */
export const deletions = createStore<Deletion[]>([]);

const timers = new Map<string, ReturnType<typeof setTimeout>>();
let onDone = (_failed: Deletion | null) => {};

/** Called after each deletion, with the piece if it failed. */
export function whenDeleted(listener: typeof onDone): () => void {
  onDone = listener;
  return () => {
    onDone = () => {};
  };
}

export function deleteLater(id: string, title: string): void {
  if (deletions.get().some((deletion) => deletion.id === id)) return;
  deletions.set([...deletions.get(), { id, title, sent: false }]);
  timers.set(
    id,
    setTimeout(() => void send(id), UNDO_MS),
  );
}

/** Undoes the last deletion. */
export function undoDeletion(id: string): void {
  clearTimeout(timers.get(id));
  forget(id);
}

async function send(id: string): Promise<void> {
  const deletion = markSent(id);
  if (!deletion) return;
  const answer = await freshSession()
    .then(() => post(DeleteContent, { id }))
    .catch((): Answer<unknown> => ({ errors: [{ message: 'no answer' }] }));
  const gone = !answer.errors || answer.errors[0]?.extensions?.code === 'NOT_FOUND';
  onDone(gone ? null : deletion);
  forget(id);
}

/** Sends all pending deletions when the page is closed. The requests outlive the page. */
export function flushDeletions(): void {
  for (const { id } of deletions.get()) {
    if (!markSent(id)) continue;
    void post(DeleteContent, { id }, { keepalive: true }).catch(() => {});
  }
}

addEventListener('pagehide', flushDeletions);

function markSent(id: string): Deletion | null {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const deletion = deletions.get().find((one) => one.id === id && !one.sent);
  if (!deletion) return null;
  deletions.set(deletions.get().map((one) => (one.id === id ? { ...one, sent: true } : one)));
  return deletion;
}

const forget = (id: string) => deletions.set(deletions.get().filter((deletion) => deletion.id !== id));
