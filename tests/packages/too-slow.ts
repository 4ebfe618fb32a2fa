import type { Step } from '../../packages/client/src/testing/transcript.js';

/** A text of this length fills the buffers of a socket that nobody reads with a few events. */
export const LONG_TEXT = '茶'.repeat(100_000);

const isEvent = (step: Step | undefined) => step?.kind === 'server' && step.message.type === 'next';

/** Leaves the first and the last of many events in a row, with the beginning of their texts: a transcript is read. */
export function shortened(steps: readonly Step[]): Step[] {
  return steps
    .filter((step, index) => !(isEvent(step) && isEvent(steps[index - 1]) && isEvent(steps[index + 1])))
    .map((step) => JSON.parse(JSON.stringify(step).replace(/(茶{10})茶+/g, '$1')) as Step);
}
