/** The environment, or what takes its place, such as a file. */
export type EnvSource = Record<string, string | undefined>;

/** All faults in the environment, one line each. They never contain a value. */
export class EnvError extends Error {
  override name = 'EnvError';
  constructor(readonly faults: string[]) {
    super(`The settings are not complete: ${faults.join('; ')}`);
  }
}
