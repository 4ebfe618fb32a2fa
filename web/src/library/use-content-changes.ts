import { useEvents } from '@smart-content/client/react';
import { useEffect, useRef } from 'react';
import { ContentChanged } from './operations.js';

/** Changes in quick succession, such as those of an import, count as one. In milliseconds. */
const SETTLE_MS = 200;
const NOTHING = {};

/**
 * Calls back after the library has changed, here, in another tab or on another device, also while there was no
 * connection.
 * @param contentId only for changes of this piece
 */
export function useContentChanges(onChange: () => void, contentId?: string): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const notify = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, SETTLE_MS);
  };
  useEvents(ContentChanged, NOTHING, {
    after: null,
    onEvent({ contentChanged }) {
      if (!contentId || contentChanged.contentId === contentId) notify();
    },
    onGap: notify,
  });
}
