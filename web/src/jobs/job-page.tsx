import { Alert, Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useJob } from '@smart-content/client/react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { JobFieldsFragment, JobStatus, OneJobQuery } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Icon } from '../layout/icon.js';
import NotFound from '../layout/not-found.js';
import { Page } from '../layout/page.js';
import { Failed, Loading } from '../layout/states.js';
import { CONTENT_TYPES } from '../lib/content-types.js';
import { ago, moment } from '../lib/time.js';
import { useRefetchOnCompletion } from '../notifications/feed.js';
import { Children } from './children.js';
import { Countdown } from './countdown.js';
import { FailedChecks } from './failed-checks.js';
import { History } from './history.js';
import { JobActions } from './job-actions.js';
import { JobOptions } from './job-options.js';
import classes from './jobs.module.css';
import { OneJob } from './operations.js';
import { Piece } from './piece.js';
import { Place } from './place.js';
import { isOver, STATUS, StatusBadge } from './status.js';
import { Writing } from './writing.js';

const RefineJob = lazy(() => import('../refine/refine-job.js'));

/** One job in its current state, from waiting to its end. */
export default function JobPage({ id }: { id: string }) {
  const [{ data, error }, refetch] = useQuery({
    query: OneJob,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  useRefetchOnCompletion(refetch, id);
  if (!data)
    return error ? (
      <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />
    ) : (
      <Loading />
    );
  if (!data.job) return <NotFound />;
  return <Job job={data.job} refetch={() => refetch({ requestPolicy: 'network-only' })} />;
}

type ShownJob = NonNullable<OneJobQuery['job']>;

function Job({ job, refetch }: { job: ShownJob; refetch: () => void }) {
  const written = useJob(isOver(job.status) ? null : job.id, job.run, { estimates: true });
  const status = written.status ?? job.status;
  const [changing, setChanging] = useState(false);
  const [announced, setAnnounced] = useState<JobStatus | null>(null);

  // Fetch what the messages lack (history, error, end) when the status changes, not with each message.
  const latest = written.status;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the status is what counts
  useEffect(() => {
    if (latest && latest !== 'QUEUED') refetch();
  }, [latest]);

  useEffect(() => {
    if (status === announced) return;
    setAnnounced(status);
    announce(`${CONTENT_TYPES[job.type].name}: ${STATUS[status].name}.`);
  }, [status, announced, job.type]);

  const { text } = written;
  return (
    <Page title={CONTENT_TYPES[job.type].name} aside={<StatusBadge status={status} />}>
      <div className={classes.page}>
        <Paper
          withBorder
          p={{ base: 'md', sm: 'xl' }}
          component="section"
          aria-label="The text"
          data-testid="text"
        >
          <Stack gap="lg">
            {status === 'QUEUED' && text === '' && (
              <>
                <Countdown to={job.scheduledFor} />
                <Place written={written} due={job.scheduledFor} />
              </>
            )}
            {(status === 'PROCESSING' || status === 'RETRYING' || (status === 'QUEUED' && text !== '')) && (
              <>
                <Writing
                  text={text}
                  retrying={status === 'RETRYING'}
                  attempt={written.attempt || job.attempts}
                />
                <Place written={written} due={job.scheduledFor} />
              </>
            )}
            {isOver(status) && job.status !== status && <Piece type={job.type} text={text} />}
            {isOver(job.status) && !changing && <Outcome job={job} />}
            {isOver(job.status) && changing && (
              <Suspense fallback={<Loading />}>
                <RefineJob job={job} onDone={() => setChanging(false)} />
              </Suspense>
            )}
            <Group gap="sm">
              {isOver(job.status) && job.generatedContent && (
                <Button
                  variant="default"
                  leftSection={<Icon name={changing ? 'back' : 'write'} size={16} />}
                  aria-expanded={changing}
                  onClick={() => setChanging(!changing)}
                >
                  {changing ? 'Back to the text' : 'Change the text'}
                </Button>
              )}
              <JobActions job={job} status={status} />
            </Group>
          </Stack>
        </Paper>
        <aside className={classes.side}>
          <Paper withBorder p="md" component="section" aria-labelledby="asked">
            <h2 className={classes.label} id="asked">
              What was asked for
            </h2>
            <Text size="sm" className={classes.asked ?? ''}>
              {job.prompt}
            </Text>
            <Text
              size="xs"
              c="dimmed"
              mt={6}
              component="time"
              dateTime={job.createdAt}
              title={moment(job.createdAt)}
            >
              {ago(job.createdAt)}
            </Text>
          </Paper>
          {job.schedule && (
            <Paper withBorder p="md" component="section" aria-labelledby="from-schedule">
              <h2 className={classes.label} id="from-schedule">
                Asked for by a schedule
              </h2>
              <Anchor component={Link} href={`/schedules/${job.schedule.id}`} size="sm">
                Due {moment(job.schedule.dueAt)}
              </Anchor>
            </Paper>
          )}
          {job.basis && <MadeFrom basis={job.basis} parent={job.parent?.id} />}
          {job.options && <JobOptions options={job.options} />}
          <Children of={job.children.edges} />
          <FailedChecks checks={job.checks} />
          <History attempts={job.attemptHistory} usage={job.usage} />
        </aside>
      </div>
    </Page>
  );
}

/** The result of a job that has ended: its text, or why it is missing or incomplete. */
function Outcome({ job }: { job: JobFieldsFragment }) {
  return (
    <>
      {job.error && (
        <Alert color="red" variant="light" title="It could not be written">
          {job.error.message}
        </Alert>
      )}
      {job.generatedContent && <Piece type={job.type} text={job.generatedContent} />}
      {job.status === 'CANCELED' && !job.generatedContent && <Text c="dimmed">Nothing was written.</Text>}
      {job.finishReason === 'LENGTH' && (
        <Text size="sm" c="dimmed">
          The model reached its limit of length; the end may be missing.
        </Text>
      )}
    </>
  );
}

/** The change or the continuation that a job makes. */
function MadeFrom({
  basis,
  parent,
}: {
  basis: NonNullable<JobFieldsFragment['basis']>;
  parent: string | undefined;
}) {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="made-from">
      <h2 className={classes.label} id="made-from">
        {basis.kind === 'REFINE' ? 'What to change' : 'The rest of a text'}
      </h2>
      {basis.instruction && (
        <Text size="sm" className={classes.asked ?? ''}>
          {basis.instruction}
        </Text>
      )}
      {parent && (
        <Anchor component={Link} href={`/jobs/${parent}`} size="sm">
          The text before
        </Anchor>
      )}
    </Paper>
  );
}
