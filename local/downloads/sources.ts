import { createProgress, type Progress } from '../output/progress.js';

export interface SourceOptions {
  /** The folder for downloads. */
  cacheDir: string;
  /** Downloads nothing and contacts no other host. */
  offline?: boolean | undefined;
  /** Reports each source that is skipped, not only those that failed or took long. */
  verbose?: boolean | undefined;
  /** Called with lines for the user, such as a download. */
  log?: ((line: string) => void) | undefined;
  /** Shows downloads; default: lines to `log`. */
  progress?: Progress | undefined;
  /** Downloads wait for it, so that what is needed first is downloaded first. */
  downloadsAfter?: Promise<unknown> | undefined;
}

/** A source of a part. */
export interface Step<T> {
  /** For the user. */
  name: string;
  /** Whether it contacts another host. */
  remote?: boolean;
  /** Null if it has none. @throws one line if it fails */
  find(context: { log: (line: string) => void; progress: Progress }): Promise<T | null>;
}

/** A source without a result is reported if it took this long, in milliseconds. */
const LONG_MS = 2_000;

/**
 * Uses the first source that works.
 * @throws one line: what is missing, `remedy`, and the failures
 */
export async function firstThatWorks<T>(
  part: string,
  steps: Step<T>[],
  remedy: string,
  options: SourceOptions,
): Promise<T> {
  const { offline = false, verbose = false, log = () => {}, progress = createProgress(log) } = options;
  const faults: string[] = [];
  for (const step of steps) {
    if (offline && step.remote) continue;
    if (step.remote) await options.downloadsAfter;
    const began = Date.now();
    try {
      const found = await step.find({ log, progress });
      if (found !== null) return found;
      if (verbose || Date.now() - began > LONG_MS) log(`${part}: not from ${step.name}`);
    } catch (error) {
      const fault = (error as Error).message;
      if (verbose || !faults.includes(fault)) log(`${part}: not from ${step.name}: ${fault}`);
      faults.push(fault);
    }
  }
  const tried = faults.length > 0 ? ` (${[...new Set(faults)].join('; ')})` : '';
  const online = steps.some(({ remote }) => remote) ? 'start once without --offline to download it, or ' : '';
  throw new Error(`${part} is missing: ${offline ? online : ''}${remedy}${tried}`);
}
