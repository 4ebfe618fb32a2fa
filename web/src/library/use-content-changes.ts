import { useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { connection } from '../lib/connection.js';
import { ContentChanged } from './operations.js';

/** Changes in quick succession, such as those of an import, count as one. In milliseconds. */
const SETTLE_MS = 200;

/**
 * Calls back after the library has changed, here, in another tab or on another device, and after a reconnection, which
 * may have missed changes.
 * @param contentId only for changes of this piece
 */
export function useContentChanges(onChange: () => void, contentId?: string): void {
  const client = useClient();
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        latest.current();
      }, SETTLE_MS);
    };
    const { unsubscribe } = client.subscription(ContentChanged, {}).subscribe(({ data }) => {
      if (data && (!contentId || data.contentChanged.contentId === contentId)) tell();
    });
    let before = connection.get();
    const ignore = connection.subscribe(() => {
      const now = connection.get();
      if (now === 'live' && (before === 'reconnecting' || before === 'offline')) tell();
      before = now;
    });
    return () => {
      unsubscribe();
      ignore();
      clearTimeout(timer);
    };
  }, [client, contentId]);
}
