import { MultiBar, Presets } from 'cli-progress';

/** The progress of one download. */
export interface Transfer {
  /** The bytes received so far. */
  update(bytes: number): void;
  /** Ends it, complete or not. Only a complete one is reported. */
  end(whole: boolean): void;
}

/** Shows downloads to the user. */
export interface Progress {
  /** Prints a line above the bars. All output while a bar is shown goes through here. */
  log(line: string): void;
  /** `total` is in bytes, `source` the host or the package that it comes from. */
  begin(what: { name: string; source: string; total: number }): Transfer;
}

/** The bars on the terminal; one set per process. */
let drawn: MultiBar | undefined;

/** Standard output that prints lines above the bars. */
export const beforeBars = {
  get isTTY() {
    return process.stdout.isTTY;
  },
  write(text: string): unknown {
    return drawn ? drawn.log(text) : process.stdout.write(text);
  },
};

/** Without a terminal, one line per quarter. */
const QUARTERS = 4;

/** Bars on a terminal, otherwise lines. `log` takes whole lines. */
export function createProgress(
  log: (line: string) => void,
  terminal?: NodeJS.WriteStream | undefined,
): Progress {
  return terminal?.isTTY ? bars(log, terminal) : lines(log);
}

function lines(log: (line: string) => void): Progress {
  return {
    log,
    begin({ name, source, total }) {
      const began = Date.now();
      let done = 0;
      let first: number | undefined;
      let quarter = 0;
      log(`downloading ${name} (${megabytes(total)}, ${source})`);
      return {
        update(bytes) {
          // Bytes of an earlier start do not count for the speed.
          first ??= bytes;
          done = bytes;
          const now = Math.floor((bytes / total) * QUARTERS);
          if (now <= quarter || now >= QUARTERS) return;
          quarter = now;
          log(`${name}: ${(now / QUARTERS) * 100} %`);
        },
        end(whole) {
          if (whole) log(summary(name, done - (first ?? 0), began));
        },
      };
    },
  };
}

function bars(log: (line: string) => void, stream: NodeJS.WriteStream): Progress {
  let open = 0;
  return {
    log,
    begin({ name, source, total }) {
      drawn ??= new MultiBar(
        {
          stream,
          format: '{name} {bar} {percentage} % of {size}, {speed}, {source}',
          barsize: 20,
          clearOnComplete: true,
          hideCursor: true,
          fps: 5,
          // The supervisor handles Ctrl-C.
          gracefulExit: false,
        },
        Presets.shades_classic,
      );
      open += 1;
      const began = Date.now();
      const facts = { name, source, size: megabytes(total), speed: '…' };
      const bar = drawn.create(total, 0, facts);
      let done = 0;
      let first: number | undefined;
      return {
        update(bytes) {
          first ??= bytes;
          done = bytes;
          bar.update(Math.min(bytes, total), { ...facts, speed: speed(done - first, began) });
        },
        end(whole) {
          bar.stop();
          drawn?.remove(bar);
          open -= 1;
          if (open === 0) {
            drawn?.stop();
            drawn = undefined;
          }
          if (whole) log(summary(name, done - (first ?? 0), began));
        },
      };
    },
  };
}

const summary = (name: string, bytes: number, began: number) =>
  `downloaded ${name} (${megabytes(bytes)} in ${((Date.now() - began) / 1_000).toFixed(1)} s, ${speed(bytes, began)})`;

const speed = (bytes: number, began: number) =>
  bytes > 0 ? `${(bytes / 1_000 / Math.max(1, Date.now() - began)).toFixed(1)} MB/s` : '…';

/** In MB, which are millions of bytes. */
export function megabytes(bytes: number): string {
  return bytes < 10_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.round(bytes / 1_000_000)} MB`;
}
