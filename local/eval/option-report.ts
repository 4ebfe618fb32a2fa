import { markdownTable } from './markdown-table.js';
import { OPTION_CASES, type OptionCase, TONE_PAIRS } from './option-cases.js';
import type { EvalPrompt } from './prompts.js';
import { type ToneFigures, toneFigures } from './tone.js';

/** A text that was written with options. */
export interface OptionResult {
  /** The name of its case. */
  option: string;
  prompt: EvalPrompt;
  /** The first text, before a repair. */
  first: string;
  /** The text that was kept. */
  text: string;
  error: string | null;
}

interface Share {
  option: string;
  texts: number;
  of: number;
  /** Before and after the repair. */
  before: number;
  after: number;
}

/** The share of the requirements that are followed, by option. A text that could not be written follows none. */
export function sharesOf(results: OptionResult[], cases: OptionCase[] = OPTION_CASES): Share[] {
  return cases.flatMap(({ name, obeys }) => {
    const own = results.filter(({ option }) => option === name);
    const count = (textOf: (result: OptionResult) => string) =>
      own.map((result) => obeys(textOf(result), result.prompt));
    const sum = (counts: { obeyed: number }[]) => counts.reduce((whole, { obeyed }) => whole + obeyed, 0);
    const of = count(({ text }) => text).reduce((whole, { of: each }) => whole + each, 0);
    if (of === 0) return [];
    const [before, after] = [count(({ first }) => first), count(({ text }) => text)].map(sum);
    return { option: name, texts: own.length, of, before: before ?? 0, after: after ?? 0 };
  });
}

/** A Markdown table of the shares. */
export function optionTable(results: OptionResult[]): string {
  const share = (count: number, of: number) => `${count} of ${of} (${Math.round((100 * count) / of)} %)`;
  const rows = sharesOf(results).map(({ option, texts, of, before, after }) => [
    option,
    String(texts),
    share(before, of),
    share(after, of),
  ]);
  const head = ['option', 'texts', 'obeyed by the first text', 'after repair'];
  return markdownTable(head, rows);
}

/** For each pair of tones and each prompt that has both: the figure that is expected to be higher in the first. */
export function tonePairs(results: OptionResult[]): string[] {
  const toned = results.filter(({ option, error }) => option === 'tone' && !error);
  return TONE_PAIRS.flatMap(([higher, lower, figure]) =>
    toned
      .filter(({ prompt }) => prompt.options?.tone === higher)
      .flatMap((one) => {
        const other = toned.find(
          ({ prompt }) => prompt.options?.tone === lower && prompt.prompt === one.prompt.prompt,
        );
        if (!other) return [];
        const [first, second] = [one, other].map(({ text }) => toneFigures(text)) as [
          ToneFigures,
          ToneFigures,
        ];
        const verdict = first[figure] > second[figure] ? 'as expected' : 'not as expected';
        return `${one.prompt.prompt}: ${figure} in 100 words, ${higher} ${first[figure].toFixed(1)}, ${lower} ${second[figure].toFixed(1)}: ${verdict}`;
      }),
  );
}
