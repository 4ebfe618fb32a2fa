import { VisuallyHidden } from '@mantine/core';
import { createStore, useStore } from '../lib/store.js';

const said = createStore({ text: '', times: 0 });

/** Says something through the screen reader, once, without taking the focus. */
export function announce(text: string) {
  said.set({ text, times: said.get().times + 1 });
}

/** The one live region of the app; the same words twice are two announcements. */
export function Announcer() {
  const { text, times } = useStore(said);
  return (
    <VisuallyHidden role="status" aria-live="polite" data-testid="announcer">
      <span key={times}>{text}</span>
    </VisuallyHidden>
  );
}
