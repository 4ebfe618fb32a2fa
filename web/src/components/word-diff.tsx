import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { wordChanges } from '../lib/word-changes.js';
import classes from './word-diff.module.css';

interface Props {
  before: string;
  after: string;
}

/** The differences of two texts: removed words are struck through, added words are underlined. */
export function WordDiff({ before, after }: Props) {
  const parts = useMemo(() => wordChanges(before, after), [before, after]);
  if (before === after) {
    return (
      <Text size="sm" c="dimmed">
        The texts are the same.
      </Text>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, with the keyboard as well
    <section className={classes.text} tabIndex={0} aria-label="Changes">
      {parts.map(({ value, added, removed }, at) => {
        const Part = added ? 'ins' : removed ? 'del' : 'span';
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
        return <Part key={at}>{value}</Part>;
      })}
    </section>
  );
}
