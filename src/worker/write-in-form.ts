import type { Logger } from '../infra/logger.js';
import { RepairOutcome } from '../modules/jobs/model/job-attempt.js';
import type {
  GeneratedText,
  GenerateOptions,
  GenerationRequest,
  TextProvider,
} from '../provider/text-provider.js';
import { type Check, failedOf } from '../writing/form.js';
import { checksOf } from '../writing/forms.js';
import { LostJob, WorkerStopping } from './attempt.js';

/** A finished text with the checks of its form and its options. */
export interface CheckedText extends GeneratedText {
  checks: Check[];
  /** The outcome of the repair; null if the first text passes, or repairs are off. */
  repair: RepairOutcome | null;
  /** Why the repair failed. */
  repairError?: unknown;
}

export interface WriteOptions extends GenerateOptions {
  /** Whether a text that fails checks is repaired. */
  repair: boolean;
  /** Called before the second text begins. Returns the function that receives its pieces. */
  onRepair: () => (delta: string) => void;
  log: Logger;
}

/**
 * Writes one text in its form. If checks fail, requests one repair with the text and the failed checks, within the time
 * limit of the attempt. Keeps the text that passes more checks, and the first one on a tie.
 *
 * @throws the provider's error for the first text; if the repair fails, the first text is kept
 */
export async function writeInForm(
  provider: TextProvider,
  request: GenerationRequest,
  { repair, onRepair, log, ...generateOptions }: WriteOptions,
): Promise<CheckedText> {
  const startedAt = performance.now();
  const { type, prompt, options } = request;
  const asked = { type, prompt, options };
  const first = await provider.generate(asked, generateOptions);
  const checks = checksOf(asked, first.text);
  const failed = failedOf(checks);
  const elapsedMs = performance.now() - startedAt;
  const timeLimitMs = provider.timeLimitFor(asked) - elapsedMs;
  // A second text takes about as long as the first: with less time left it would be aborted.
  if (failed.length === 0 || !repair || timeLimitMs < elapsedMs) return { ...first, checks, repair: null };

  log.info({ failed: failed.map(({ name }) => name) }, 'the text fails checks: requesting a repair');
  try {
    const second = await provider.generate(
      { ...asked, repair: { text: first.text, failed } },
      { ...generateOptions, onText: onRepair(), timeLimitMs },
    );
    const secondChecks = checksOf(asked, second.text);
    if (failedOf(secondChecks).length < failed.length) {
      return { ...second, checks: secondChecks, repair: RepairOutcome.REPLACED };
    }
    return { ...first, checks, repair: RepairOutcome.DROPPED };
  } catch (repairError) {
    if (repairError instanceof LostJob) throw repairError;
    // A worker that stops keeps the first text.
    if (!(repairError instanceof WorkerStopping)) log.warn({ err: repairError }, 'repair failed');
    return { ...first, checks, repair: RepairOutcome.FAILED, repairError };
  }
}
