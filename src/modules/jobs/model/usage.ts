/** What a provider reports of one or more requests. What it does not report is null. */
export interface Usage {
  /** Tokens of the prompt. */
  promptTokens: number | null;
  /** Tokens of the text and of its reasoning. */
  completionTokens: number | null;
  /** The cost, in US dollars. */
  costUsd: number | null;
  /** The model, by the provider's name for it; of several, the last one. */
  model: string | null;
}

const sum = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : one + other;

/** The sum of both: the sums of what was reported, and the model of the second. */
export const addUsage = (one: Usage | null, other: Usage): Usage =>
  one === null
    ? other
    : {
        promptTokens: sum(one.promptTokens, other.promptTokens),
        completionTokens: sum(one.completionTokens, other.completionTokens),
        costUsd: sum(one.costUsd, other.costUsd),
        model: other.model ?? one.model,
      };

/** The usage of all attempts; null where none was reported. */
export const usageOf = (attempts: readonly { usage?: Usage | null }[]): Usage | null =>
  attempts.reduce<Usage | null>((whole, { usage }) => (usage ? addUsage(whole, usage) : whole), null);
