/** One function that calls each of these that is given; undefined if none is. */
export function both<Arguments extends unknown[]>(
  ...functions: (((...args: Arguments) => void) | null | undefined)[]
): ((...args: Arguments) => void) | undefined {
  const given = functions.filter((each) => each != null);
  if (given.length < 2) return given[0];
  return (...args) => {
    for (const each of given) each(...args);
  };
}
