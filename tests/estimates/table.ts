import type { Sample } from './load.js';

/** Shorter waits are omitted, in seconds, because workers check every half second. */
export const SHORTEST = 5;

const POSITIONS: [string, (position: number) => boolean][] = [
  ['1 to 5', (position) => position <= 5],
  ['6 to 20', (position) => position > 5 && position <= 20],
  ['21 to 50', (position) => position > 20 && position <= 50],
  ['over 50', (position) => position > 50],
];

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The errors of the starts as shares of the waits. */
export const shares = (samples: readonly Sample[]): number[] =>
  samples.map(({ startError, waited }) => startError / waited);

/** The errors of a load as Markdown, by type and by place in the queue, of jobs that waited longer than their delay. */
export function table(samples: readonly Sample[]): string {
  const all = samples.filter(({ waited }) => waited >= SHORTEST);
  const waits = all.filter(({ heldUp }) => heldUp);
  const groups: [string, Sample[]][] = [
    ...[...new Set(waits.map(({ type }) => type))]
      .sort()
      .map((type): [string, Sample[]] => [type, waits.filter((each) => each.type === type)]),
    ...POSITIONS.map(([name, has]): [string, Sample[]] => [
      `place ${name}`,
      waits.filter(({ position }) => has(position)),
    ]),
    ['all of these', waits],
    ['and those that start when due', all],
  ];
  return [
    '| | estimates | median wait | start: median error | p90 | in seconds: median | p90 | end: median error in seconds | p90 |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...groups.map(([name, group]) => {
      const [share, start] = [shares(group), group.map(({ startError }) => startError)];
      const end = group.flatMap(({ endError }) => (endError === null ? [] : [endError]));
      const cells = [
        String(group.length),
        `${quantile(
          group.map(({ waited }) => waited),
          0.5,
        ).toFixed(0)} s`,
        ...[0.5, 0.9].map((at) => `${(quantile(share, at) * 100).toFixed(1)} %`),
        ...[start, end].flatMap((errors) => [0.5, 0.9].map((at) => quantile(errors, at).toFixed(1))),
      ];
      return `| ${name} | ${group.length === 0 ? `0${' |'.repeat(7)}` : cells.join(' | ')} |`;
    }),
  ].join('\n');
}
