import { EXIT } from './failure.js';
import type { Host } from './host.js';

/** Ctrl-C, while a command runs. */
export interface Interrupts {
  /** Calls back at the first Ctrl-C. A second one ends the process at once. */
  onFirst(begin: () => void): void;
  /**
   * Holds Ctrl-C back while a request is in progress, so that it leaves no job behind: the job is canceled once its id
   * is known.
   * @returns a function that ends the hold and returns whether Ctrl-C was pressed
   */
  hold(): () => boolean;
  /** Removes all listeners. */
  close(): void;
}

export function createInterrupts(host: Host): Interrupts {
  const ends = new Set<() => void>();
  const listen = (listener: () => void) => {
    const end = () => {
      host.off('SIGINT', listener);
      ends.delete(end);
    };
    host.on('SIGINT', listener);
    ends.add(end);
    return end;
  };
  return {
    onFirst(begin) {
      let pressed = false;
      listen(() => {
        if (pressed) host.exit(EXIT.interrupted);
        pressed = true;
        begin();
      });
    },
    hold() {
      let pressed = false;
      const end = listen(() => {
        pressed = true;
      });
      return () => {
        end();
        return pressed;
      };
    },
    close() {
      for (const end of [...ends]) end();
    },
  };
}
