import { Button } from '@mantine/core';
import { useState } from 'react';
import { type CombinedError, useMutation } from 'urql';
import { Dialog, DialogForm } from '../components/dialog-form.js';
import { MOMENT_FIELDS, MomentFields } from '../components/moment-fields.js';
import type { JobFieldsFragment } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Icon } from '../layout/icon.js';
import { moment } from '../lib/time.js';
import { ownZone, wallTime } from '../lib/zones.js';
import { RescheduleJob } from './operations.js';

type Job = Pick<JobFieldsFragment, 'id' | 'scheduledFor'>;

/** Moves the start of a job that waits. */
export function ChangeTime({ job }: { job: Job }) {
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button variant="default" leftSection={<Icon name="clock" size={16} />} onClick={() => setOpened(true)}>
        Change the time
      </Button>
      <Dialog title="Change the time" opened={opened} onClose={close}>
        <TimeForm job={job} onClose={close} />
      </Dialog>
    </>
  );
}

function TimeForm({ job: { id, scheduledFor }, onClose }: { job: Job; onClose: () => void }) {
  const [start, setStart] = useState(() => ({ at: wallTime(scheduledFor, ownZone()), timeZone: ownZone() }));
  const [error, setError] = useState<CombinedError>();
  const [, run] = useMutation(RescheduleJob);

  async function submit() {
    const { data, error: fault } = await run({ id, scheduledFor: start });
    setError(fault);
    if (data) announce(`It begins ${moment(data.rescheduleJob.scheduledFor)}.`);
    return fault;
  }

  return (
    <DialogForm action="Change" fields={MOMENT_FIELDS} onSubmit={submit} onClose={onClose}>
      <MomentFields value={start} error={error} onChange={setStart} />
    </DialogForm>
  );
}
