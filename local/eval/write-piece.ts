import { createLogger } from '../../src/infra/logger.js';
import type { TextProvider } from '../../src/provider/text-provider.js';
import { type CheckedText, type WriteOptions, writeInForm } from '../../src/worker/write-in-form.js';
import { failedOf } from '../../src/writing/form.js';
import { checksOf } from '../../src/writing/forms.js';
import type { EvalPrompt } from './prompts.js';
import type { PieceResult } from './report.js';
import { onSubject } from './subject.js';

/** Records each text that the model writes, since a repaired piece keeps only one of them. */
function recording(provider: TextProvider) {
  const texts: { text: string; seconds: number; tokens: number | undefined }[] = [];
  const recorded: TextProvider = {
    ...provider,
    async generate(request, options) {
      const startedAt = performance.now();
      const answer = await provider.generate(request, options);
      const seconds = (performance.now() - startedAt) / 1_000;
      texts.push({ text: answer.text, seconds, tokens: answer.completionTokens });
      return answer;
    },
  };
  return { provider: recorded, texts };
}

/** The worker's dependencies, without a log. */
export const writeOptions = ({ repair }: { repair: boolean }): WriteOptions => ({
  signal: new AbortController().signal,
  repair,
  onRepair: () => () => {},
  log: createLogger({ name: 'eval', level: 'silent', pretty: false }),
});

/** Writes a text by the worker's code. `first` is the text before a repair. */
export async function writePiece(
  base: TextProvider,
  piece: EvalPrompt,
): Promise<PieceResult & { first: string }> {
  const { type, prompt, language, options } = piece;
  const { provider, texts } = recording(base);
  const failedIn = (text: string) => failedOf(checksOf({ type, options }, text)).map(({ name }) => name);
  const startedAt = performance.now();
  let written: CheckedText | null = null;
  let error: string | null = null;
  try {
    written = await writeInForm(provider, { type, prompt, options }, writeOptions({ repair: true }));
  } catch (failure) {
    error = (failure as Error).message;
  }
  const text = written?.text ?? '';
  const [first] = texts;
  return {
    type,
    prompt,
    language,
    text,
    first: first?.text ?? '',
    failedBefore: first ? failedIn(first.text) : [],
    failedAfter: failedIn(text),
    onSubject: onSubject(prompt, text),
    seconds: (performance.now() - startedAt) / 1_000,
    tokensPerSecond: first?.tokens === undefined ? null : first.tokens / first.seconds,
    repair: written?.repair ?? null,
    error,
  };
}
