import { Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { clock, moment } from '../lib/time.js';
import { serverNow } from '../session/session.js';
import classes from './jobs.module.css';
import { isModelLoading, ModelWait } from './model-wait.js';
import { useModelState } from './use-model-state.js';

const left = (to: string) => Math.max(0, Math.ceil((Date.parse(to) - serverNow()) / 1_000));

/**
 * The time until a job starts, by the server's clock, and the other reasons for its wait. The announcer reports the
 * start, not each second.
 */
export function Countdown({ to }: { to: string }) {
  const model = useModelState();
  const [seconds, setSeconds] = useState(() => left(to));
  useEffect(() => {
    setSeconds(left(to));
    const timer = setInterval(() => setSeconds(left(to)), 250);
    return () => clearInterval(timer);
  }, [to]);

  const waits = isModelLoading(model);
  if (seconds === 0) {
    return waits ? (
      <ModelWait model={model} />
    ) : (
      <Text className={classes.caret} c="dimmed">
        It begins as soon as a writer is free
      </Text>
    );
  }
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        It begins in
      </Text>
      <div className={classes.countdown} role="timer" aria-label={`Begins ${moment(to)}`}>
        {clock(seconds)}
      </div>
      {waits ? (
        <ModelWait model={model} />
      ) : (
        <Text size="sm" c="dimmed">
          You may leave: it is written all the same, and the bell tells you when it is done.
        </Text>
      )}
    </Stack>
  );
}
