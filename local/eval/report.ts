import { ContentType } from '../../src/writing/content-type.js';
import { markdownTable } from './markdown-table.js';

/** The result of one prompt. */
export interface PieceResult {
  type: ContentType;
  prompt: string;
  language: string;
  text: string;
  /** Names of the checks that the first text and the kept text do not pass. */
  failedBefore: string[];
  failedAfter: string[];
  onSubject: boolean;
  /** Of the whole piece with its repair. */
  seconds: number;
  /** Of the first text, from the request on; null if the provider reports no tokens. */
  tokensPerSecond: number | null;
  repair: string | null;
  error: string | null;
}

export interface Summary {
  pieces: number;
  passedBefore: number;
  passedAfter: number;
  onSubject: number;
  medianSeconds: number;
  maxSeconds: number;
  tokensPerSecond: number | null;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

export function summarize(results: PieceResult[]): Summary {
  const speeds = results.flatMap(({ tokensPerSecond }) => tokensPerSecond ?? []);
  const count = (test: (result: PieceResult) => boolean) => results.filter(test).length;
  return {
    pieces: results.length,
    passedBefore: count(({ failedBefore, error }) => !error && failedBefore.length === 0),
    passedAfter: count(({ failedAfter, error }) => !error && failedAfter.length === 0),
    onSubject: count((result) => result.onSubject),
    medianSeconds: median(results.map(({ seconds }) => seconds)),
    maxSeconds: Math.max(...results.map(({ seconds }) => seconds)),
    tokensPerSecond: speeds.length > 0 ? median(speeds) : null,
  };
}

const HEAD = ['', 'pieces', 'in form', 'after repair', 'on subject', 'seconds (median, longest)', 'tokens/s'];

/** A Markdown table: a row for each content type that was written, for all English prompts, and for other languages. */
export function table(results: PieceResult[]): string {
  const english = results.filter(({ language }) => language === 'en');
  const others = results.filter(({ language }) => language !== 'en');
  const rows = [
    ...Object.values(ContentType).map(
      (type) => [type, english.filter((each) => each.type === type)] as const,
    ),
    ['All', english] as const,
    ['Other languages', others] as const,
  ]
    .filter(([, written]) => written.length > 0)
    .map(([name, written]) => row(name, written));
  return markdownTable(HEAD, rows);
}

function row(name: string, results: PieceResult[]): string[] {
  const { pieces, ...found } = summarize(results);
  const share = (count: number) => `${Math.round((100 * count) / pieces)} %`;
  return [
    name,
    String(pieces),
    share(found.passedBefore),
    share(found.passedAfter),
    share(found.onSubject),
    `${found.medianSeconds.toFixed(1)}, ${found.maxSeconds.toFixed(1)}`,
    found.tokensPerSecond?.toFixed(1) ?? '-',
  ];
}
