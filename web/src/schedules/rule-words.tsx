import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { inWords, type SentRule } from './rule.js';

interface Props {
  rule: SentRule;
  timeZone: string;
}

/** A rule in words. */
export function RuleWords({ rule: { cron, rrule, startsAt }, timeZone }: Props) {
  const [words, setWords] = useState('');
  useEffect(() => {
    if (rrule === null) return;
    let current = true;
    // Most schedules use cron, so the words of recurrence rules are loaded on demand.
    void import('./recurrence-words.js').then(({ recurrenceInWords }) => {
      if (current) setWords(recurrenceInWords(rrule, startsAt, timeZone));
    });
    return () => {
      current = false;
    };
  }, [rrule, startsAt, timeZone]);
  const said = rrule === null ? inWords(cron ?? '') : words;
  return said ? <Text size="sm">{said}</Text> : null;
}
