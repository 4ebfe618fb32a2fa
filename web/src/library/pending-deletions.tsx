import { Button, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useStore } from '@smart-content/client/react';
import { useEffect, useRef } from 'react';
import { announce } from '../layout/announcer.js';
import { deletions, undoDeletion, whenDeleted } from './deletions.js';
import classes from './library.module.css';

/** The last deletion while it can be undone. The button takes the focus, because the pressed one is gone. */
export function PendingDeletions() {
  const waiting = useStore(deletions).filter(({ sent }) => !sent);
  const last = waiting.at(-1);
  const undo = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (last) undo.current?.focus();
  }, [last?.id, last]);

  useEffect(
    () =>
      whenDeleted((failed) => {
        if (!failed) return;
        announce(`${failed.title} could not be deleted.`);
        notifications.show({
          color: 'red',
          message: `“${failed.title}” could not be deleted. It is still there.`,
        });
      }),
    [],
  );

  if (!last) return null;
  return (
    <Paper withBorder shadow="md" className={classes.undo} role="group" aria-label="Deleted">
      <Group gap="md" wrap="nowrap">
        <Text size="sm" lineClamp={1}>
          Deleted “{last.title}”
        </Text>
        <Button
          ref={undo}
          size="xs"
          variant="light"
          onClick={() => {
            undoDeletion(last.id);
            announce('Back again.');
          }}
        >
          Undo
        </Button>
      </Group>
    </Paper>
  );
}
