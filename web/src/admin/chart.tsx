import { Paper } from '@mantine/core';
import classes from './admin.module.css';

interface ChartProps {
  title: string;
  /** One for each minute, the oldest first; null for a minute without a value. */
  values: (number | null)[];
  unit?: string;
  bad?: boolean;
}

const HEIGHT = 60;
const STEP = 5;
const BAR = 4;

/** Bars of the last hour. A screen reader reads its summary. */
export function Chart({ title, values, unit = '', bad = false }: ChartProps) {
  const known = values.filter((value) => value !== null);
  const highest = Math.max(0, ...known);
  const peak = `${round(highest)}${unit}`;
  return (
    <Paper withBorder component="figure" className={`${classes.chart} ${bad ? classes.bad : ''}`}>
      <figcaption>
        <span>{title}</span>
        <span>at most {peak}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${values.length * STEP} ${HEIGHT + 1}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title} in the last hour: at most ${peak}, now ${round(known.at(-1) ?? 0)}${unit}`}
      >
        <line x1={0} x2={values.length * STEP} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
        {values.map((value, at) => {
          const height = value === null || highest === 0 ? 0 : (value / highest) * HEIGHT;
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
          return <rect key={at} x={at * STEP} y={HEIGHT - height} width={BAR} height={height} />;
        })}
      </svg>
    </Paper>
  );
}

const round = (value: number): string =>
  value < 10 ? value.toFixed(1).replace('.0', '') : String(Math.round(value));
