import type { Step } from '../../packages/client/src/testing/transcript.js';

/** A text of this length fills the buffers of an unread socket with a few events. */
export const LONG_TEXT = '茶'.repeat(100_000);

const isEvent = (step: Step | undefined) => step?.kind === 'server' && step.message.type === 'next';

/**
 * Keeps the first and the last of many consecutive events, with the beginning of their texts, to keep the transcript
 * readable.
 */
export function shortened(steps: readonly Step[]): Step[] {
  return steps
    .filter((step, index) => !(isEvent(step) && isEvent(steps[index - 1]) && isEvent(steps[index + 1])))
    .map((step) => JSON.parse(JSON.stringify(step).replace(/(茶{10})茶+/g, '$1')) as Step);
}
