/** Combines optional callbacks into one; undefined if all are missing. */
export function both<Arguments extends unknown[]>(
  ...functions: (((...args: Arguments) => void) | null | undefined)[]
): ((...args: Arguments) => void) | undefined {
  const given = functions.filter((each) => each != null);
  if (given.length < 2) return given[0];
  return (...args) => {
    for (const each of given) each(...args);
  };
}
