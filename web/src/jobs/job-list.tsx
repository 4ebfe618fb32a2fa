import { Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { JobSummaryFragment } from '../gql/graphql.js';
import { Icon } from '../layout/icon.js';
import { CONTENT_TYPES } from '../lib/content-types.js';
import { ago, moment } from '../lib/time.js';
import classes from './jobs.module.css';
import { StatusBadge } from './status.js';

/** Jobs, each a link to its page. */
export function JobList({ jobs, compact = false }: { jobs: JobSummaryFragment[]; compact?: boolean }) {
  return (
    <Stack gap="xs" component="ul" className={classes.list}>
      {jobs.map((job) => (
        <Paper withBorder component="li" key={job.id} className={classes.row}>
          <span className={classes.icon} title={CONTENT_TYPES[job.type].name}>
            <Icon name={CONTENT_TYPES[job.type].icon} size={20} />
          </span>
          <div className={classes.what}>
            <Link href={`/jobs/${job.id}`} className={classes.prompt ?? ''}>
              {job.prompt}
            </Link>
            <Group gap={8} wrap="wrap">
              {compact && <StatusBadge status={job.status} />}
              <Text
                size="xs"
                c="dimmed"
                component="time"
                dateTime={job.createdAt}
                title={moment(job.createdAt)}
              >
                {compact ? '' : `${CONTENT_TYPES[job.type].name} · `}
                {ago(job.createdAt)}
                {job.attempts > 1 ? ` · ${job.attempts} attempts` : ''}
                {job.savedContent ? ' · in the library' : ''}
              </Text>
            </Group>
            {job.error && !compact && (
              <Text size="xs" c="dimmed">
                {job.error.message}
              </Text>
            )}
          </div>
          {!compact && <StatusBadge status={job.status} />}
        </Paper>
      ))}
    </Stack>
  );
}
