import { Paper } from '@mantine/core';
import { Link } from 'wouter';
import type { OneJobQuery } from '../gql/graphql.js';
import classes from './jobs.module.css';
import { StatusBadge } from './status.js';

/** The jobs that change or continue the text of a job, newest first. */
export function Children({ of }: { of: NonNullable<OneJobQuery['job']>['children']['edges'] }) {
  if (of.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="children">
      <h2 className={classes.label} id="children">
        Made from it
      </h2>
      <ul className={classes.attempts}>
        {of.map(({ node: { id, status, basis } }) => (
          <li key={id}>
            <Link href={`/jobs/${id}`} className={classes.child ?? ''}>
              {basis?.kind === 'CONTINUE' ? 'The rest of the text' : (basis?.instruction ?? 'A changed text')}
            </Link>
            <StatusBadge status={status} />
          </li>
        ))}
      </ul>
    </Paper>
  );
}
