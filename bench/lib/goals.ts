import { figure } from './table.js';

/** A goal: the required figure, and the next one to aim for. */
export interface Goal {
  what: string;
  measured: number;
  /** Whether more is better than less. */
  more: boolean;
  bar: number;
  beyond?: number;
  unit?: string;
}

export type Verdict = 'met' | 'not met';

export function verdict({ measured, more }: Goal, aim: number): Verdict {
  return (more ? measured >= aim : measured <= aim) ? 'met' : 'not met';
}

export function goalsTable(goals: Goal[]) {
  return {
    title: 'Goals',
    columns: ['goal', 'measured', 'bar', '', 'then', ''],
    rows: goals.map((goal) => {
      const { what, measured, bar, beyond, unit = '', more } = goal;
      const aim = (value: number) => `${more ? '>=' : '<='} ${figure(value)}${unit}`;
      return [
        what,
        `${figure(measured)}${unit}`,
        aim(bar),
        verdict(goal, bar),
        beyond === undefined ? '' : aim(beyond),
        beyond === undefined ? '' : verdict(goal, beyond),
      ];
    }),
  };
}
