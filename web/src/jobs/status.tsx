import { Badge } from '@mantine/core';
import type { JobStatus } from '../gql/graphql.js';

export const STATUS: Record<JobStatus, { name: string; color: string }> = {
  QUEUED: { name: 'Waiting', color: 'gray' },
  PROCESSING: { name: 'Being written', color: 'cyan' },
  RETRYING: { name: 'Trying again', color: 'orange' },
  COMPLETED: { name: 'Finished', color: 'teal' },
  FAILED: { name: 'Failed', color: 'red' },
  CANCELED: { name: 'Canceled', color: 'gray' },
};

export const isOver = (status: JobStatus): boolean =>
  status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELED';

export function StatusBadge({ status }: { status: JobStatus }) {
  const { name, color } = STATUS[status];
  return (
    <Badge color={color} variant="light" className={`status status-${color}`} data-status={status}>
      {name}
    </Badge>
  );
}
