interface Counts {
  promptTokens?: number | null;
  completionTokens?: number | null;
  costUsd?: number | null;
}

const NUMBER = new Intl.NumberFormat();
/** Most texts cost a fraction of a cent. */
const DOLLARS = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  maximumSignificantDigits: 3,
});

export const tokens = (count: number): string => `${NUMBER.format(count)} tokens`;
export const dollars = (amount: number): string => DOLLARS.format(amount);

/** "1,200 tokens read, 300 written, $0.002"; null where nothing was reported. */
export function usageInWords({ promptTokens, completionTokens, costUsd }: Counts): string | null {
  const parts = [
    promptTokens == null ? null : `${tokens(promptTokens)} read`,
    completionTokens == null ? null : `${tokens(completionTokens)} written`,
    costUsd == null ? null : dollars(costUsd),
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : null;
}
