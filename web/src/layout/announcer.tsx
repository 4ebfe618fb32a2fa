import { VisuallyHidden } from '@mantine/core';
import { createStore } from '@smart-content/client';
import { useStore } from '@smart-content/client/react';

const said = createStore({ text: '', times: 0 });

/** Announces a text through the screen reader, once, without moving the focus. */
export function announce(text: string) {
  said.set({ text, times: said.get().times + 1 });
}

/** The app's only live region. Repeated texts are announced again. */
export function Announcer() {
  const { text, times } = useStore(said);
  return (
    <VisuallyHidden role="status" aria-live="polite" data-testid="announcer">
      <span key={times}>{text}</span>
    </VisuallyHidden>
  );
}
