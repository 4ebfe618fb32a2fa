import { Paper, Text } from '@mantine/core';
import type { JobFieldsFragment } from '../gql/graphql.js';
import { moment } from '../lib/time.js';
import { usageInWords } from '../lib/usage.js';
import classes from './jobs.module.css';

type Attempt = JobFieldsFragment['attemptHistory'][number];

/** The outcome of a repair. */
const REPAIRS: Record<NonNullable<Attempt['repair']>, string> = {
  REPLACED: 'Asked once more: the second text took the place of the first.',
  DROPPED: 'Asked once more: the first text was no worse, and stayed.',
  FAILED: 'Asked once more without an answer: the first text stayed.',
};

/** All attempts with their outcomes. */
export function History({ attempts, usage }: { attempts: Attempt[]; usage: JobFieldsFragment['usage'] }) {
  if (attempts.length === 0) return null;
  const runs = new Set(attempts.map(({ run }) => run)).size;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="history">
      <h2 className={classes.label} id="history">
        Attempts
      </h2>
      <ol className={classes.attempts}>
        {attempts.map((attempt) => (
          <li key={`${attempt.run}-${attempt.number}`}>
            <Text size="sm" fw={550}>
              {runs > 1 ? `Run ${attempt.run}, attempt ${attempt.number}` : `Attempt ${attempt.number}`}
            </Text>
            {attempt.error && (
              <Text size="sm" c="var(--mantine-color-error)">
                {attempt.error.message}
              </Text>
            )}
            {attempt.repair && <Text size="sm">{REPAIRS[attempt.repair]}</Text>}
            <Text size="xs" c="dimmed">
              {moment(attempt.startedAt)}, {took(attempt)}
            </Text>
            {attempt.model && (
              <Text size="xs" c="dimmed">
                {attempt.model}
              </Text>
            )}
            {attempt.usage && (
              <Text size="xs" c="dimmed">
                {usageInWords(attempt.usage)}
              </Text>
            )}
          </li>
        ))}
      </ol>
      {usage && attempts.length > 1 && (
        <Text size="xs" mt="xs">
          Together: {usageInWords(usage)}
        </Text>
      )}
    </Paper>
  );
}

function took({ startedAt, endedAt }: Attempt): string {
  if (!endedAt) return 'under way';
  return `${((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000).toFixed(1)} s`;
}
