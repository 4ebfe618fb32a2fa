import { Paper, Text } from '@mantine/core';
import type { JobFieldsFragment } from '../gql/graphql.js';
import classes from './jobs.module.css';

/** The failed checks of a finished text, if any. */
export function FailedChecks({ checks }: { checks: JobFieldsFragment['checks'] }) {
  const failed = checks.filter(({ passed }) => !passed);
  if (failed.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="checks">
      <h2 className={classes.label} id="checks">
        What the text lacks
      </h2>
      <ul className={classes.attempts}>
        {failed.map(({ name, detail }) => (
          <li key={name}>
            <Text size="sm">{detail}</Text>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
