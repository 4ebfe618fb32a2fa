/** As JSON, with what JSON leaves out. */
export const toText = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (each === undefined ? '<undefined>' : each)) ?? '<undefined>';
