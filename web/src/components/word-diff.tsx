import { Text } from '@mantine/core';
import { type ChangeObject, diffWordsWithSpace } from 'diff';
import { useMemo } from 'react';
import classes from './word-diff.module.css';

/** Texts that have little in common take too long to compare word by word. In milliseconds. */
const TIME_LIMIT_MS = 1_000;

interface Props {
  before: string;
  after: string;
}

/** What becomes of one text in another: words that go are struck through, words that come are underlined. */
export function WordDiff({ before, after }: Props) {
  const parts = useMemo(() => changesOf(before, after), [before, after]);
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

type Change = Pick<ChangeObject<string>, 'value' | 'added' | 'removed'>;

function changesOf(before: string, after: string): Change[] {
  return (
    diffWordsWithSpace(before, after, { timeout: TIME_LIMIT_MS }) ?? [
      { value: before, added: false, removed: true },
      { value: after, added: true, removed: false },
    ]
  );
}
