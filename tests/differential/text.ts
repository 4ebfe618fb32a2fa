/** Serializes as JSON, and includes what JSON omits. */
export const toText = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (each === undefined ? '<undefined>' : each)) ?? '<undefined>';
