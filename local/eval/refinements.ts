import type { TextProvider } from '../../src/provider/text-provider.js';
import { writeUpon } from '../../src/worker/write-upon.js';
import { checksOf } from '../../src/writing/forms.js';
import { type Basis, BasisKind, continuationOf } from '../../src/writing/refine/basis.js';
import { markdownTable } from './markdown-table.js';
import type { EvalPrompt } from './prompts.js';
import { MAKE_SHORTER, REFINE_CASES } from './refine-cases.js';
import { writeOptions, writePiece } from './write-piece.js';

/** A text that was made from another one. */
export interface Refinement {
  name: string;
  prompt: EvalPrompt;
  before: string;
  after: string;
  /** Whether it has the requested change. */
  made: boolean;
  seconds: number;
  error: string | null;
}

/** Where a text is cut off that is then continued, as a share of it. */
const CUT_AT = 0.6;

/** Changes and continues a text of each prompt by the worker's code. */
export async function refinePieces(
  provider: TextProvider,
  prompts: EvalPrompt[],
  onPiece: (piece: Refinement) => void,
): Promise<Refinement[]> {
  const pieces: Refinement[] = [];
  const refine = async (
    name: string,
    prompt: EvalPrompt,
    before: string,
    basis: Basis,
    made: (text: string) => boolean,
  ) => {
    const startedAt = performance.now();
    const { text, error } = await written(provider, prompt, basis);
    const seconds = (performance.now() - startedAt) / 1_000;
    const piece = { name, prompt, before, after: text, made: error === null && made(text), seconds, error };
    pieces.push(piece);
    onPiece(piece);
  };
  for (const prompt of prompts) {
    const { text, error } = await writePiece(provider, prompt);
    if (error !== null) throw new Error(`There is no text to change: ${error}`);
    for (const { name, instruction, made } of REFINE_CASES) {
      const basis = { kind: BasisKind.REFINE, text, start: 0, end: text.length, instruction } as const;
      await refine(name, prompt, text, basis, (after) => made(after, text));
    }
    const passage = passageOf(text);
    const ofPassage = { kind: BasisKind.REFINE, text, ...passage, instruction: MAKE_SHORTER } as const;
    await refine('a passage, shorter', prompt, text, ofPassage, (after) => after.length < text.length);
    const cut = text.slice(0, text.lastIndexOf(' ', Math.floor(text.length * CUT_AT)));
    await refine('continued', prompt, cut, continuationOf(cut, null), (after) =>
      isContinued(prompt, cut, after),
    );
  }
  return pieces;
}

async function written(provider: TextProvider, { type, prompt }: EvalPrompt, basis: Basis) {
  try {
    const { text } = await writeUpon(provider, { type, prompt, basis }, writeOptions({ repair: false }));
    return { text, error: null };
  } catch (error) {
    return { text: '', error: (error as Error).message };
  }
}

/** The longest paragraph. */
function passageOf(text: string): { start: number; end: number } {
  const [longest = ''] = text.split('\n').toSorted((one, other) => other.length - one.length);
  const start = text.indexOf(longest);
  return { start, end: start + longest.length };
}

/** The text continues where it was cut off, in its form, and repeats no line. */
function isContinued({ type }: EvalPrompt, cut: string, after: string): boolean {
  const lines = after.split('\n').filter((line) => line.trim().length > 20);
  return (
    after.startsWith(cut.trimEnd()) &&
    after.length > cut.length &&
    new Set(lines).size === lines.length &&
    checksOf({ type }, after).every(({ passed }) => passed)
  );
}

/** A Markdown table of the shares. */
export function refinementTable(pieces: Refinement[]): string {
  const names = [...new Set(pieces.map(({ name }) => name))];
  const rows = names.map((name) => {
    const own = pieces.filter((piece) => piece.name === name);
    return [name, String(own.length), String(own.filter(({ made }) => made).length)];
  });
  return markdownTable(['change', 'texts', 'made'], rows);
}
