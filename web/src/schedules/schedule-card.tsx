import { Alert, Anchor, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { Link } from 'wouter';
import { Dialog, DialogForm } from '../components/dialog-form.js';
import type { SchedulePartsFragment } from '../gql/graphql.js';
import { STATUS } from '../jobs/status.js';
import { announce } from '../layout/announcer.js';
import { readable } from '../lib/readable.js';
import { ago, moment } from '../lib/time.js';
import { NextTimes } from './next-times.js';
import { Pause, Remove, Resume } from './operations.js';
import { RuleWords } from './rule-words.js';
import classes from './schedules.module.css';

type Schedule = SchedulePartsFragment;

const STATES = {
  ACTIVE: { name: 'Active', color: 'teal' },
  PAUSED: { name: 'Paused', color: 'orange' },
  ENDED: { name: 'Ended', color: 'gray' },
} as const;

/** Why a schedule creates no jobs. */
const REASONS = {
  OWNER: 'You paused it',
  FAILING: 'The server paused it, as three runs in a row failed',
} as const;

/** A schedule with its next times, its last job, and its actions. */
export function ScheduleCard({ schedule }: { schedule: Schedule }) {
  const { id, name, timeZone, status, nextRuns, jobs } = schedule;
  const last = jobs.edges[0]?.node;
  const state = STATES[status];
  return (
    <Paper withBorder component="li" p="md" aria-label={name}>
      <div className={classes.card}>
        <Stack gap={6}>
          <Group gap="sm">
            <Title order={2} size="h5">
              {name}
            </Title>
            <Badge color={state.color} variant="light" className={`status status-${state.color}`}>
              {state.name}
            </Badge>
          </Group>
          <RuleWords rule={schedule} timeZone={timeZone} />
          <Text size="xs" c="dimmed">
            {timeZone} · {schedule.cron ?? schedule.rrule}
          </Text>
          {last ? (
            <Text size="sm">
              The last job:{' '}
              <Anchor component={Link} href={`/jobs/${last.id}`}>
                {last.prompt}
              </Anchor>{' '}
              <Text span size="xs" c="dimmed">
                {STATUS[last.status].name}, {ago(last.createdAt)}
              </Text>
            </Text>
          ) : (
            <Text size="sm" c="dimmed">
              No job yet
            </Text>
          )}
          <StateNote schedule={schedule} />
        </Stack>
        {nextRuns.length > 0 && <NextTimes times={nextRuns} timeZone={timeZone} />}
        <Group gap="sm" className={classes.actions ?? ''}>
          <Button
            component={Link}
            href={`/schedules/${id}`}
            size="xs"
            variant="default"
            aria-label={`Edit ${name}`}
          >
            Edit
          </Button>
          <Actions schedule={schedule} />
        </Group>
      </div>
    </Paper>
  );
}

function StateNote({ schedule: { status, pauseReason, pausedAt, lastFailure } }: { schedule: Schedule }) {
  return (
    <>
      {status === 'ENDED' && <Text size="sm">Its rule has no more times. Edit it to go on.</Text>}
      {pauseReason && (
        <Text size="sm">
          {REASONS[pauseReason]}
          {pausedAt && `, ${ago(pausedAt)}`}.
        </Text>
      )}
      {lastFailure && (
        <Alert color="orange" variant="light" title={`A run failed ${moment(lastFailure.at)}`}>
          <Text size="sm">{lastFailure.message}</Text>
          {lastFailure.jobId && (
            <Anchor component={Link} href={`/jobs/${lastFailure.jobId}`} size="sm">
              The job that failed
            </Anchor>
          )}
        </Alert>
      )}
    </>
  );
}

function Actions({ schedule: { id, name, status } }: { schedule: Schedule }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<CombinedError>();
  const paused = status === 'PAUSED';

  async function turn() {
    setBusy(true);
    const { error: fault } = await client.mutation(paused ? Resume : Pause, { id }).toPromise();
    setBusy(false);
    setError(fault);
    announce(fault ? readable(fault) : paused ? 'Resumed.' : 'Paused.');
  }

  return (
    <>
      {status !== 'ENDED' && (
        <Button
          size="xs"
          variant="default"
          loading={busy}
          aria-label={`${paused ? 'Resume' : 'Pause'} ${name}`}
          onClick={() => void turn()}
        >
          {paused ? 'Resume' : 'Pause'}
        </Button>
      )}
      <Button
        size="xs"
        variant="subtle"
        color="red"
        aria-label={`Delete ${name}`}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
      {error && (
        <Text size="sm" c="red" role="alert">
          {readable(error)}
        </Text>
      )}
      <Dialog title="Delete the schedule" opened={asking} onClose={() => setAsking(false)}>
        <DialogForm
          action="Delete"
          confirms
          onSubmit={async () => (await client.mutation(Remove, { id }).toPromise()).error}
          onClose={() => setAsking(false)}
        >
          <Text size="sm">{name} asks for no more texts. The texts that it asked for stay.</Text>
        </DialogForm>
      </Dialog>
    </>
  );
}
