import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { MOMENT_FIELDS } from '../components/moment-fields.js';
import { announce } from '../layout/announcer.js';
import { Icon } from '../layout/icon.js';
import { isShownAt, readable } from '../lib/readable.js';
import { type Draft, emptied, keepDraft, readDraft } from './draft.js';
import { isComplete, isShownAtText, TextFields } from './text-fields.js';
import { useGenerate } from './use-generate.js';
import { WhenFields } from './when-fields.js';

export function GenerateForm() {
  const [draft, setDraft] = useState(readDraft);
  const { state, send } = useGenerate();
  const [, navigate] = useLocation();
  const error = state.sending ? undefined : state.error;

  // A changed prompt is a new submission.
  const change = (part: Partial<Draft>) => setDraft(keepDraft({ ...draft, ...part, idempotencyKey: null }));

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (state.sending || !isComplete(draft)) return;
    const job = await send(draft);
    // Restore a draft with its key: the next press must send the same key.
    if (!job) return setDraft(readDraft());
    keepDraft(emptied(draft));
    announce('Accepted.');
    navigate(`/jobs/${job.id}`);
  }

  function submitByKey(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event as unknown as FormEvent);
  }

  return (
    <Paper
      withBorder
      p={{ base: 'md', sm: 'lg' }}
      component="form"
      onSubmit={submit}
      aria-label="Ask for a piece"
    >
      <Stack gap="lg">
        <TextFields request={draft} error={error} onChange={change} onKeyDown={submitByKey} />
        {error && !isShownAtText(error) && !isShownAt(error, MOMENT_FIELDS) && (
          <Alert color="red" variant="light" role="alert">
            {readable(error)}
          </Alert>
        )}
        <Group justify="space-between" align="end" gap="sm">
          <WhenFields draft={draft} error={error} onChange={change} />
          <Group gap="sm">
            {state.sending && state.tries > 0 && (
              <Text size="sm" c="dimmed" role="status">
                No connection; trying again…
              </Text>
            )}
            <Button type="submit" loading={state.sending} leftSection={<Icon name="write" size={16} />}>
              Write it
            </Button>
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
}
