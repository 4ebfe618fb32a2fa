import { useEffect, useState } from 'react';

/** How far the model is that jobs wait for; `received` and `total` are in bytes. */
export type ModelState =
  | { state: 'preparing' | 'loading' | 'ready' | 'unknown' }
  | { state: 'fetching'; name: string; received: number; total: number };

/** How often it is looked for news while a job waits, in milliseconds. */
const LOOK_MS = 1_000;

/** Where the API tells it; nowhere but with `npm start`. Vite's own server leaves the placeholder. */
const path = document.querySelector<HTMLMetaElement>('meta[name=model-status]')?.content ?? '';

/** What a waiting job waits for beside its time; null where nothing is known. Looks for as long as it is shown. */
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
        // The API is away for a moment, which the header says; what was known last stays.
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
