/** The state of a text. */
export interface Piece {
  status: string;
  attempt: number;
  /** The text so far. */
  whole: string;
}

export interface ShownText {
  write(piece: Piece): void;
  /** @param line how it ended */
  end(line: string): void;
}

/** Prints concurrently written texts one after the other. The first to have letters is shown while it grows. */
export interface Show {
  /** @param title the line above the text */
  open(title: string): ShownText;
}

interface State {
  title: string;
  text: string;
  /** The part on the terminal, which cannot be undone. */
  printed: string;
  /** The last failed attempt, and the last one that was reported. */
  failed: number;
  reported: number;
  end?: string;
}

export function createShow(print: (text: string) => void): Show {
  /** Texts with something to show, in order of their start; the first is on the terminal. */
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
    if (state.failed > state.reported) {
      print(`\n(attempt ${state.failed} failed: another follows)\n`);
      state.reported = state.failed;
    }
    // After a reconnection the text may be a little shorter than before.
    if (state.printed.startsWith(state.text)) return;
    if (state.text.startsWith(state.printed)) print(state.text.slice(state.printed.length));
    // Another attempt or a repair writes another text.
    else print(`\n(new draft)\n${state.text}`);
    state.printed = state.text;
  };

  return {
    open(title) {
      const state: State = { title, text: '', printed: '', failed: 0, reported: 0 };
      const begin = () => {
        if (begun.includes(state)) return;
        begun.push(state);
        if (begun[0] === state) print(titleOf(state));
      };
      return {
        write({ status, attempt, whole }) {
          state.text = whole;
          if (status === 'RETRYING') state.failed = attempt;
          if (state.text === '' && state.failed === state.reported) return;
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
