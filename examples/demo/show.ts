/** A message of `jobProgress`: what stands from `offset` on. */
export interface Piece {
  status: string;
  attempt: number;
  offset: number;
  text: string;
}

export interface ShownText {
  write(piece: Piece): void;
  /** @param line says how it ended */
  end(line: string): void;
}

/** Prints texts that are written at the same time one after the other: the first to have letters is shown as it grows. */
export interface Show {
  /** @param title stands above the text */
  open(title: string): ShownText;
}

interface State {
  title: string;
  text: string;
  /** What of it is on the terminal, where nothing can be taken back. */
  printed: string;
  /** The attempt that failed last, and the one of which that was said. */
  failed: number;
  told: number;
  end?: string;
}

export function createShow(print: (text: string) => void): Show {
  /** Those that have something to show, in the order in which they began; the first is on the terminal. */
  const begun: State[] = [];

  const draw = () => {
    for (let first = begun[0]; first; first = begun[0]) {
      drawOne(first);
      if (first.end === undefined) return;
      print(`\n── ${first.end} ──\n`);
      begun.shift();
      if (begun[0]) print(titleOf(begun[0]));
    }
  };
  const drawOne = (state: State) => {
    if (state.failed > state.told) {
      print(`\n(attempt ${state.failed} failed: another follows)\n`);
      state.told = state.failed;
    }
    // A connection that comes back may begin with a little less than was there already.
    if (state.printed.startsWith(state.text)) return;
    if (state.text.startsWith(state.printed)) print(state.text.slice(state.printed.length));
    // Another attempt, or a repair, writes something else.
    else print(`\n(written anew)\n${state.text}`);
    state.printed = state.text;
  };

  return {
    open(title) {
      const state: State = { title, text: '', printed: '', failed: 0, told: 0 };
      const begin = () => {
        if (begun.includes(state)) return;
        begun.push(state);
        if (begun[0] === state) print(titleOf(state));
      };
      return {
        write({ status, attempt, offset, text }) {
          state.text = state.text.slice(0, offset) + text;
          if (status === 'RETRYING') state.failed = attempt;
          if (state.text === '' && state.failed === state.told) return;
          begin();
          draw();
        },
        end(line) {
          begin();
          state.end = line;
          draw();
        },
      };
    },
  };
}

const titleOf = ({ title }: State) => `\n── ${title} ──\n`;
