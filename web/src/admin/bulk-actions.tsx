import { Alert, Group, List, Text } from '@mantine/core';
import { useState } from 'react';
import { type CombinedError, useMutation } from 'urql';
import type { AdminJobFilter, AdminRetryJobsMutation } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Failed } from '../layout/states.js';
import { plural } from '../lib/plural.js';
import { readable } from '../lib/readable.js';
import { ConfirmButton } from './confirm-button.js';
import { AdminCancelJobs, AdminRetryJobs } from './operations.js';

type Result = AdminRetryJobsMutation['adminRetryJobs'];

/** The maximum number of jobs that the server changes in one call. */
const LIMIT = 1_000;
/** The maximum number of unchanged jobs that are listed. */
const NAMED = 5;

interface BulkActionsProps {
  chosen: ReadonlySet<string>;
  /** The filter for the action while no job is chosen. */
  filter: AdminJobFilter;
  onDone(): void;
}

/** Runs many jobs again, or cancels them, and lists those that were not changed. */
export function BulkActions({ chosen, filter, onDone }: BulkActionsProps) {
  const [, retry] = useMutation(AdminRetryJobs);
  const [, cancel] = useMutation(AdminCancelJobs);
  const [outcome, setOutcome] = useState<{ error?: CombinedError; result?: Result; done?: string }>({});
  const which = chosen.size > 0 ? { ids: [...chosen] } : { filter };
  const what =
    chosen.size > 0
      ? plural(chosen.size, 'job')
      : `all jobs that match, ${LIMIT.toLocaleString('en')} at most`;

  function report(error: CombinedError | undefined, result: Result | undefined, done: string) {
    setOutcome({ ...(error && { error }), ...(result && { result }), done });
    announce(error ? readable(error) : `${plural(result?.done ?? 0, 'job')} ${done}.`);
    if (!error) onDone();
  }

  return (
    <>
      <Group gap="sm">
        <ConfirmButton
          question={`Run ${what} again, if they have failed${chosen.size > 0 ? ' or were canceled' : ''}?`}
          action="Run again"
          onConfirm={async () => {
            const { error, data } = await retry({ ...which, limit: LIMIT });
            report(error, data?.adminRetryJobs, 'will run again');
          }}
        >
          {chosen.size > 0 ? `Run ${chosen.size} again` : 'Run all that failed again'}
        </ConfirmButton>
        <ConfirmButton
          question={`Cancel ${what}, if they are not over?`}
          action="Cancel them"
          onConfirm={async () => {
            const { error, data } = await cancel({ ...which, limit: LIMIT });
            report(error, data?.adminCancelJobs, 'canceled');
          }}
        >
          {chosen.size > 0 ? `Cancel ${chosen.size}` : 'Cancel all that are not over'}
        </ConfirmButton>
        <Text size="sm" c="dimmed">
          {chosen.size > 0 ? `${chosen.size} chosen` : 'None chosen: all that match'}
        </Text>
      </Group>
      {outcome.error && <Failed error={outcome.error} />}
      {outcome.result && <Outcome result={outcome.result} done={outcome.done ?? ''} />}
    </>
  );
}

function Outcome({ result: { done, more, refused }, done: verb }: { result: Result; done: string }) {
  return (
    <Alert
      color={refused.length > 0 ? 'orange' : 'teal'}
      variant="light"
      title={`${plural(done, 'job')} ${verb}`}
      data-testid="outcome"
    >
      {refused.length > 0 && (
        <>
          <Text size="sm">{plural(refused.length, 'job')} not changed:</Text>
          <List size="sm">
            {refused.slice(0, NAMED).map(({ id, message }) => (
              <List.Item key={id}>
                {id}: {message}
              </List.Item>
            ))}
            {refused.length > NAMED && <List.Item>and {refused.length - NAMED} more</List.Item>}
          </List>
        </>
      )}
      {more && <Text size="sm">More jobs match. Do it again for those.</Text>}
    </Alert>
  );
}
