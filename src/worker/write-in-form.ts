import type { Logger } from '../infra/logger.js';
import { RepairOutcome } from '../modules/jobs/model/job.model.js';
import type {
  GeneratedText,
  GenerateOptions,
  GenerationRequest,
  TextProvider,
} from '../provider/text-provider.js';
import { type Check, failedOf } from '../writing/form.js';
import { FORMS } from '../writing/forms.js';
import { LostJob, WorkerStopping } from './attempt.js';

/** A finished text, judged by its form. */
export interface CheckedText extends GeneratedText {
  checks: Check[];
  /** What came of asking for a better text; null where the first text passes, or repairs are off. */
  repair: RepairOutcome | null;
  /** Why the repair failed, where it did. */
  repairError?: unknown;
}

export interface WriteOptions extends GenerateOptions {
  /** Whether the model is asked once more where a check fails. */
  repair: boolean;
  /** Called before the second text begins. What it returns receives that text's pieces. */
  onRepair: () => (delta: string) => void;
  log: Logger;
}

/**
 * Writes one text in its form. Where checks fail, the model is asked once more with the text and what it lacks, within
 * the time limit of the attempt; the text that passes more checks is kept, the first one where they pass as many.
 *
 * @throws what the provider throws for the first text; a failed repair only keeps the first text
 */
export async function writeInForm(
  provider: TextProvider,
  request: GenerationRequest,
  { repair, onRepair, log, ...options }: WriteOptions,
): Promise<CheckedText> {
  const startedAt = performance.now();
  const { type, prompt } = request;
  const first = await provider.generate({ type, prompt }, options);
  const checks = FORMS[type].check(first.text);
  const failed = failedOf(checks);
  const elapsedMs = performance.now() - startedAt;
  const timeLimitMs = provider.timeLimitMs - elapsedMs;
  // Less time than the first text took would be spent for nothing.
  if (failed.length === 0 || !repair || timeLimitMs < elapsedMs) return { ...first, checks, repair: null };

  log.info({ failed: failed.map(({ name }) => name) }, 'the text is not in its form: asking for a repair');
  try {
    const second = await provider.generate(
      { type, prompt, repair: { text: first.text, failed } },
      { ...options, onText: onRepair(), timeLimitMs },
    );
    const secondChecks = FORMS[type].check(second.text);
    if (failedOf(secondChecks).length < failed.length) {
      return { ...second, checks: secondChecks, repair: RepairOutcome.REPLACED };
    }
    return { ...first, checks, repair: RepairOutcome.DROPPED };
  } catch (repairError) {
    if (repairError instanceof LostJob) throw repairError;
    // A worker that stops keeps what it has.
    if (!(repairError instanceof WorkerStopping)) log.warn({ err: repairError }, 'the repair failed');
    return { ...first, checks, repair: RepairOutcome.FAILED, repairError };
  }
}
