import { EXIT } from './failure.js';
import type { Host } from './host.js';

/** Ctrl-C, while a command runs. */
export interface Interrupts {
  /** Calls back at the first one. A second one ends the process at once. */
  onFirst(begin: () => void): void;
  /**
   * Ctrl-C while a request is on its way must not leave a job behind: it is canceled when its id is known.
   * @returns ends the holding, and says whether one came
   */
  hold(): () => boolean;
  /** Nothing of the command listens any more. */
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
      let came = false;
      listen(() => {
        if (came) host.exit(EXIT.interrupted);
        came = true;
        begin();
      });
    },
    hold() {
      let came = false;
      const end = listen(() => {
        came = true;
      });
      return () => {
        end();
        return came;
      };
    },
    close() {
      for (const end of [...ends]) end();
    },
  };
}
