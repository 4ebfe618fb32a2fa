import { Alert, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { isComplete, TextFields } from '../generate/text-fields.js';
import type { SchedulePartsFragment } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { BackLink } from '../layout/back-link.js';
import { Page } from '../layout/page.js';
import { FormError } from '../layout/states.js';
import { faultsOf } from '../lib/readable.js';
import type { TemplateParts } from '../templates/template-choice.js';
import { sentRule } from './rule.js';
import { RuleFields } from './rule-fields.js';
import { draftOf, useSchedule } from './use-schedule.js';

interface Props {
  /** Null for a new one. */
  schedule: SchedulePartsFragment | null;
  /** The template of its texts; null for none, and for one that is deleted. */
  template: TemplateParts | null;
}

export function ScheduleForm({ schedule, template }: Props) {
  const [draft, setDraft] = useState(() => draftOf(schedule, template));
  const { save, saving, error } = useSchedule(schedule, template);
  const [, navigate] = useLocation();
  const nameFault = faultsOf(error).find(({ field }) => field === 'name')?.message;
  const version = schedule?.templateVersion;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (saving || !isComplete(draft) || sentRule(draft.rule) === null) return;
    if (!(await save(draft))) return;
    announce('Saved.');
    navigate('/schedules');
  }

  return (
    <Page
      title={schedule ? 'Edit the schedule' : 'New schedule'}
      aside={<BackLink href="/schedules">Schedules</BackLink>}
    >
      <Paper
        withBorder
        p={{ base: 'md', sm: 'lg' }}
        component="form"
        onSubmit={submit}
        aria-label="The schedule"
      >
        <Stack gap="lg">
          <TextInput
            label="Name"
            required
            maxLength={100}
            value={draft.name}
            error={nameFault}
            onChange={({ currentTarget }) => setDraft({ ...draft, name: currentTarget.value })}
          />
          <RuleFields
            rule={draft.rule}
            timeZone={draft.timeZone}
            error={error}
            onChange={(part) => setDraft({ ...draft, ...part })}
          />
          <Title order={2} size="h5">
            What each run asks for
          </Title>
          {schedule?.templateId && !template && (
            <Alert color="orange" variant="light" title="Its template is gone">
              Runs fail until you choose another one or write a prompt.
            </Alert>
          )}
          <TextFields
            request={draft}
            error={error}
            onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          />
          {draft.template && (
            <Text size="xs" c="dimmed">
              {version && draft.template.id === schedule?.templateId
                ? `Runs keep to version ${version} of the template until you change what they ask for.`
                : 'Each run takes the template as it is by then.'}
            </Text>
          )}
          <FormError error={error} />
          <Group>
            <Button type="submit" loading={saving}>
              Save
            </Button>
          </Group>
        </Stack>
      </Paper>
    </Page>
  );
}
