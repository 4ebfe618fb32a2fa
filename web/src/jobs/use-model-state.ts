import { useEffect, useState } from 'react';

/** The progress of the model that jobs wait for; `received` and `total` are in bytes. */
export type ModelState =
  | { state: 'preparing' | 'loading' | 'ready' | 'unknown' }
  | { state: 'fetching'; name: string; received: number; total: number };

/** The polling interval while a job waits, in milliseconds. */
const LOOK_MS = 1_000;

/** The API's path for it, with `npm start` only. Vite's server leaves the placeholder. */
const path = document.querySelector<HTMLMetaElement>('meta[name=model-status]')?.content ?? '';

/** The state of the model for a waiting job; null if unknown. Polls while it is shown. */
export function useModelState(): ModelState | null {
  const [known, setKnown] = useState<ModelState | null>(null);
  useEffect(() => {
    if (!path.startsWith('/')) return;
    const gone = new AbortController();
    const look = async () => {
      try {
        const answer = await fetch(path, { signal: gone.signal });
        if (answer.ok) setKnown((await answer.json()) as ModelState);
      } catch {
        // The API is briefly unavailable, as the header shows. Keep the last state.
      }
      if (!gone.signal.aborted) timer = setTimeout(look, LOOK_MS);
    };
    let timer = setTimeout(look);
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, []);
  return known;
}
