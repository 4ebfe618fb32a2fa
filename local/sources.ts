import { createProgress, type Progress } from './progress.js';

export interface SourceOptions {
  /** Where downloads are kept. */
  cacheDir: string;
  /** Downloads nothing and asks no other host. */
  offline?: boolean | undefined;
  /** Tells of each source that is passed over, and not only of those that failed or took long. */
  verbose?: boolean | undefined;
  /** Told what a person should know while it starts, such as a download. */
  log?: ((line: string) => void) | undefined;
  /** Shows downloads; by lines to `log` by default. */
  progress?: Progress | undefined;
  /** What is to be there before anything is downloaded, as what is needed first is. */
  downloadsAfter?: Promise<unknown> | undefined;
}

/** A place where a part may come from. */
export interface Step<T> {
  /** In words for people. */
  name: string;
  /** Whether it wants another host than this machine. */
  remote?: boolean;
  /** Answers with null where there is none. @throws one line where it was tried and failed */
  find(context: { log: (line: string) => void; progress: Progress }): Promise<T | null>;
}

/** A source that found nothing is told of all the same when it took this long, in ms. */
const LONG_MS = 2_000;

/**
 * The first of these sources that works.
 * @throws one line: what is missing, `remedy`, and what was tried
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
