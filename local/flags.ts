/** The options of a command, with their descriptions. */
export type Flags<Name extends string> = Record<Name, string>;

/**
 * The given options, by name without the hyphens.
 * @throws one line that names an unknown option and the known ones
 */
export function readFlags<Name extends string>(args: string[], known: Flags<Name>): Set<Name> {
  const names = Object.keys(known) as Name[];
  return new Set(
    args.map((arg) => {
      const name = names.find((candidate) => arg === `--${candidate}`);
      if (name) return name;
      const there = names.map((candidate) => `--${candidate} (${known[candidate]})`).join(', ');
      throw new Error(`Unknown option ${arg}. Options: ${there || 'none'}`);
    }),
  );
}
