import { Text } from '@mantine/core';
import { Link } from 'wouter';
import type { NotificationFieldsFragment } from '../gql/graphql.js';
import { Icon } from '../layout/icon.js';
import { CONTENT_TYPES } from '../lib/content-types.js';
import { ago, moment } from '../lib/time.js';
import { ENDED } from './announce-jobs.js';
import classes from './notifications.module.css';

/** The fields of a notification that are shown. */
type Shown = Pick<NotificationFieldsFragment, 'cursor' | 'occurredAt' | 'read'> & {
  job: Pick<NotificationFieldsFragment['job'], 'id' | 'prompt' | 'type' | 'status'>;
};

interface Props {
  items: readonly Shown[];
  /** Cursors still marked as new although they are read. */
  fresh?: Set<string>;
  onFollow?: () => void;
}

export function NotificationList({ items, fresh, onFollow }: Props) {
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="xs">
        Nothing yet. Jobs appear here when they end.
      </Text>
    );
  }
  return (
    <ul className={classes.list}>
      {items.map(({ cursor, occurredAt, read, job }) => {
        const isNew = !read || fresh?.has(cursor) === true;
        return (
          <li key={cursor}>
            <Link
              href={`/jobs/${job.id}`}
              className={classes.item ?? ''}
              onClick={() => onFollow?.()}
              data-cursor={cursor}
            >
              <span className={classes.kind} data-status={job.status}>
                <Icon name={CONTENT_TYPES[job.type].icon} />
              </span>
              <span className={classes.words}>
                <span className={classes.title}>
                  {CONTENT_TYPES[job.type].name} {ENDED[job.status] ?? 'ended'}
                  {isNew && <span className={classes.new}>New</span>}
                </span>
                <span className={classes.prompt}>{job.prompt}</span>
                <time className={classes.time} dateTime={occurredAt} title={moment(occurredAt)}>
                  {ago(occurredAt)}
                </time>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
