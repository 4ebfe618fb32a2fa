import { Text } from '@mantine/core';
import { useEffect } from 'react';
import classes from './jobs.module.css';
import { prepareDocument } from './piece.js';

interface Props {
  text: string;
  retrying: boolean;
  attempt: number;
}

/** The text so far. It is not read aloud letter by letter; the announcer reports its completion. */
export function Writing({ text, retrying, attempt }: Props) {
  useEffect(prepareDocument, []);
  return (
    <div>
      {retrying && (
        <Text size="sm" c="dimmed" mb="xs">
          Attempt {attempt} did not succeed; the next one begins soon.
        </Text>
      )}
      <div
        className={`${classes.writing} ${retrying ? '' : classes.caret}`}
        aria-busy="true"
        data-testid="writing"
      >
        {text}
      </div>
    </div>
  );
}
