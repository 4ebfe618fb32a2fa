import { badResponse } from '../provider/provider-error.js';
import type { GenerationRequest, TextProvider } from '../provider/text-provider.js';
import { checksOf } from '../writing/forms.js';
import { Splice, splicedText } from '../writing/refine/splice.js';
import type { CheckedText, WriteOptions } from './write-in-form.js';
import { writeInForm } from './write-in-form.js';

/**
 * Writes the text of a job that changes or continues another text: the parts of that text that stay, with the model's
 * answer in its place. The whole text is checked. It is not repaired, because the requested change may contradict the
 * form.
 *
 * @throws the provider's error
 */
export async function writeUpon(
  provider: TextProvider,
  request: GenerationRequest,
  options: WriteOptions,
): Promise<CheckedText> {
  const { type, prompt, options: asked, basis } = request;
  if (!basis) return writeInForm(provider, request, options);
  const { signal, onText = () => {}, onRestart, onUsage, timeLimitMs, headers } = options;
  let splice = new Splice(basis);
  const answer = await provider.generate(
    { type, prompt, options: asked, basis },
    {
      signal,
      onText(delta) {
        const text = splice.add(delta);
        if (text !== '') onText(text);
      },
      onRestart() {
        splice = new Splice(basis);
        onRestart?.();
      },
      ...(onUsage && { onUsage }),
      ...(timeLimitMs !== undefined && { timeLimitMs }),
      ...(headers && { headers }),
    },
  );
  const spliced = splicedText(basis, answer.text);
  if (!spliced) throw badResponse('The passage is blank');
  const { text, cut } = spliced;
  return {
    ...answer,
    text,
    finishReason: cut ? 'LENGTH' : answer.finishReason,
    checks: checksOf({ type, options: asked }, text),
    repair: null,
  };
}
