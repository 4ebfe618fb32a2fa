import { figure } from './table.js';
export function verdict({ measured, more }, aim) {
    return (more ? measured >= aim : measured <= aim) ? 'met' : 'not met';
}
export function goalsTable(goals) {
    return {
        title: 'Goals',
        columns: ['goal', 'measured', 'bar', '', 'then', ''],
        rows: goals.map((goal) => {
            const { what, measured, bar, beyond, unit = '', more } = goal;
            const aim = (value) => `${more ? '>=' : '<='} ${figure(value)}${unit}`;
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
