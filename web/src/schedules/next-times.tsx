import { Text } from '@mantine/core';
import { inZone } from '../lib/zones.js';
import classes from './schedules.module.css';

/** Times at which a schedule is due, on the clock of its zone. */
export function NextTimes({ times, timeZone }: { times: readonly string[]; timeZone: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        The next times
      </Text>
      <ol className={classes.times} data-testid="times">
        {times.map((time) => (
          <li key={time}>
            <time dateTime={time}>{inZone(time, timeZone)}</time>
          </li>
        ))}
      </ol>
    </div>
  );
}
