import type { Usage } from '../modules/jobs/model/usage.js';
import { fieldsOf } from './loose-json.js';

export type ReportedUsage = Omit<Usage, 'model'>;

/** The upper limit of a plausible count or cost. */
const MAX_TOKENS = 10_000_000;
const MAX_COST_USD = 100_000;

const within = (value: unknown, max: number): number | null =>
  typeof value === 'number' && value >= 0 && value <= max ? value : null;
const count = (value: unknown) => (Number.isInteger(value) ? within(value, MAX_TOKENS) : null);

/**
 * Reads the usage of an event or of a whole completion: `usage` as OpenAI and nearly all others name it, with
 * OpenRouter's `cost` or Perplexity's `cost.total_cost`, and `x_groq.usage`. Null where it reports none.
 */
export function readUsage(data: unknown): ReportedUsage | null {
  const { usage, x_groq } = fieldsOf(Array.isArray(data) && data.length === 1 ? data[0] : data);
  const fields = fieldsOf(usage ?? fieldsOf(x_groq).usage);
  const { prompt_tokens, input_tokens, completion_tokens, output_tokens, cost } = fields;
  const reported = {
    promptTokens: count(prompt_tokens ?? input_tokens),
    completionTokens: count(completion_tokens ?? output_tokens),
    costUsd: within(cost, MAX_COST_USD) ?? within(fieldsOf(cost).total_cost, MAX_COST_USD),
  };
  return Object.values(reported).some((value) => value !== null) ? reported : null;
}

/** The counts of one answer so far: a later event replaces what an earlier one reported. */
export const replaceUsage = (earlier: ReportedUsage | null, later: ReportedUsage | null) =>
  later && {
    promptTokens: later.promptTokens ?? earlier?.promptTokens ?? null,
    completionTokens: later.completionTokens ?? earlier?.completionTokens ?? null,
    costUsd: later.costUsd ?? earlier?.costUsd ?? null,
  };
