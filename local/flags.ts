/** What a command understands after its name. */
export type Flags<Name extends string> = Record<Name, string>;

/**
 * The flags of the command line that are among these, by name without the two hyphens.
 * @throws one line that names what is not, and what there is
 */
export function readFlags<Name extends string>(args: string[], known: Flags<Name>): Set<Name> {
  const names = Object.keys(known) as Name[];
  return new Set(
    args.map((arg) => {
      const name = names.find((candidate) => arg === `--${candidate}`);
      if (name) return name;
      const there = names.map((candidate) => `--${candidate} (${known[candidate]})`).join(', ');
      throw new Error(`${arg} is no option of this command: there is ${there || 'none'}`);
    }),
  );
}
