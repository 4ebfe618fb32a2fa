import { Alert, Anchor, Badge, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useEvents } from '@smart-content/client/react';
import { useState } from 'react';
import { type CombinedError, useMutation } from 'urql';
import type { QueueNumbersSubscription } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Page } from '../layout/page.js';
import { Failed, Loading } from '../layout/states.js';
import { readable } from '../lib/readable.js';
import { ago, moment } from '../lib/time.js';
import classes from './admin.module.css';
import { Chart } from './chart.js';
import { ConfirmButton } from './confirm-button.js';
import { PauseQueue, QueueNumbers, ResumeQueue } from './operations.js';

/** Whether the server has a board of the queues. */
const QUEUE_BOARD = document.querySelector<HTMLMetaElement>('meta[name=queue-board]')?.content !== 'off';

type Stats = QueueNumbersSubscription['queueStatsChanged'];

const seconds = (value: number | null | undefined) => (value == null ? '–' : `${value.toFixed(1)} s`);

const NOTHING = {};

/** The queue, every two seconds while this page is open. */
export function QueuePage() {
  const { latest, error } = useEvents(QueueNumbers, NOTHING);
  const stats = latest?.queueStatsChanged;
  return (
    <Page title="Queue" aside={stats && <Switch paused={stats.paused} />}>
      {error && <Failed error={error} />}
      {!stats && !error && <Loading />}
      {stats && <Numbers stats={stats} />}
      {QUEUE_BOARD && (
        <Anchor href="/admin/queues" size="sm">
          Look at the entries of the queues in Bull Board
        </Anchor>
      )}
    </Page>
  );
}

function Switch({ paused }: { paused: boolean }) {
  const [, pause] = useMutation(PauseQueue);
  const [, resume] = useMutation(ResumeQueue);
  const [error, setError] = useState<CombinedError | undefined>();
  async function run() {
    const { error: fault } = await (paused ? resume({}) : pause({}));
    setError(fault);
    announce(fault ? readable(fault) : paused ? 'The queue goes on.' : 'The queue is paused.');
  }
  return (
    <Stack gap="xs">
      <ConfirmButton
        question={
          paused
            ? 'Workers start jobs again at once.'
            : 'Workers finish what they run, and start nothing more. New jobs are accepted, and wait.'
        }
        action={paused ? 'Go on' : 'Pause it'}
        onConfirm={run}
      >
        {paused ? 'Resume the queue' : 'Pause the queue'}
      </ConfirmButton>
      {error && <Failed error={error} />}
    </Stack>
  );
}

function Numbers({ stats }: { stats: Stats }) {
  const numbers: [string, string | number][] = [
    ['Waiting', stats.waiting],
    ['Due later', stats.delayed],
    ['Being written', stats.active],
    ['Failed in the last hour', stats.failedLastHour],
    ['Longest wait now', seconds(stats.oldestWaitingSeconds)],
    ['Started in the last minute', stats.startedPerMinute],
    ['Half waited at most', seconds(stats.waitP50Seconds)],
    ['95 % waited at most', seconds(stats.waitP95Seconds)],
  ];
  return (
    <>
      {stats.paused && (
        <Alert color="orange" variant="light" title="The queue is paused">
          Jobs are accepted and wait until it is resumed.
        </Alert>
      )}
      <dl className={classes.numbers}>
        {numbers.map(([name, value]) => (
          <Paper withBorder key={name} className={classes.number} data-number={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Paper>
        ))}
      </dl>
      <div className={classes.charts}>
        <Chart title="Started a minute" values={stats.lastHour.map(({ started }) => started)} />
        <Chart title="Failed a minute" values={stats.lastHour.map(({ failed }) => failed)} bad />
        <Chart
          title="Mean wait"
          values={stats.lastHour.map(({ waitSeconds }) => waitSeconds ?? null)}
          unit=" s"
        />
      </div>
      <Workers workers={stats.workers} />
    </>
  );
}

function Workers({ workers }: Pick<Stats, 'workers'>) {
  return (
    <Stack gap="xs" component="section" aria-labelledby="workers">
      <Title order={2} size="h4" id="workers">
        Workers
      </Title>
      {workers.length === 0 ? (
        <Text>
          <Badge color="red" variant="light">
            None
          </Badge>{' '}
          No worker has been heard of within four seconds: nothing is written.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Worker</Table.Th>
                <Table.Th>Started</Table.Th>
                <Table.Th>Runs</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {workers.map(({ id, startedAt, running, concurrency }) => (
                <Table.Tr key={id}>
                  <Table.Td>{id}</Table.Td>
                  <Table.Td>
                    <time dateTime={startedAt} title={moment(startedAt)}>
                      {ago(startedAt)}
                    </time>
                  </Table.Td>
                  <Table.Td>
                    {running} of {concurrency}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}
