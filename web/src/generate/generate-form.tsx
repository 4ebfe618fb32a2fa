import { Alert, Button, Group, NativeSelect, Paper, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { announce } from '../layout/announcer.js';
import { Icon } from '../layout/icon.js';
import { CONTENT_TYPES } from '../lib/content-types.js';
import { faultOf, faultsOf, readable } from '../lib/readable.js';
import { charactersLeft, LONGEST, tooLong } from '../lib/text-limits.js';
import { type Draft, emptied, keepDraft, readDraft } from './draft.js';
import { OptionsForm, optionsFor } from './options-form.js';
import { TemplatedPrompt } from './templated-prompt.js';
import { TypeChoice } from './type-choice.js';
import { useGenerate } from './use-generate.js';

/** Whether a field of the form shows a fault of this input. */
const isShown = (field: string) => field === 'prompt' || field.startsWith('options.');

/** From here on it is said how many characters are left. */
const NEARLY = 500;

const DELAYS = [
  { value: '0', label: 'Now' },
  { value: '10', label: 'In 10 seconds' },
  { value: '60', label: 'In a minute' },
  { value: '600', label: 'In 10 minutes' },
  { value: '3600', label: 'In an hour' },
  { value: '86400', label: 'In a day' },
];

export function GenerateForm() {
  const [draft, setDraft] = useState(readDraft);
  const { state, send } = useGenerate();
  const [, navigate] = useLocation();
  const error = state.sending ? undefined : state.error;

  const left = charactersLeft(draft.prompt, LONGEST.prompt, NEARLY);
  const long = tooLong(draft.prompt, LONGEST.prompt);

  // A changed prompt is a new submission.
  const change = (part: Partial<Draft>) => setDraft(keepDraft({ ...draft, ...part, idempotencyKey: null }));

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (state.sending || (!draft.template && (draft.prompt.trim() === '' || long))) return;
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
        <TypeChoice
          value={draft.type}
          onChange={(type) =>
            change({ type, options: optionsFor(type, draft.options), template: null, typed: {} })
          }
        />
        <TemplatedPrompt draft={draft} error={error} onChange={change} />
        {!draft.template && (
          <Textarea
            label="What is it about?"
            description="A sentence or two is enough."
            placeholder={CONTENT_TYPES[draft.type].example}
            autosize
            minRows={4}
            maxRows={14}
            required
            value={draft.prompt}
            onChange={({ currentTarget }) => change({ prompt: currentTarget.value })}
            onKeyDown={submitByKey}
            error={long ?? faultOf(error, 'prompt')}
          />
        )}
        {!draft.template && left !== null && left >= 0 && (
          <Text size="xs" c="dimmed" ta="right">
            {left} characters left
          </Text>
        )}
        <OptionsForm
          type={draft.type}
          value={draft.options}
          error={error}
          onChange={(options) => change({ options })}
        />
        {error && !faultsOf(error).some(({ field }) => isShown(field)) && (
          <Alert color="red" variant="light" role="alert">
            {readable(error)}
          </Alert>
        )}
        <Group justify="space-between" align="end" gap="sm">
          <NativeSelect
            label="When"
            data={DELAYS}
            value={String(draft.delaySeconds)}
            onChange={({ currentTarget }) => change({ delaySeconds: Number(currentTarget.value) })}
          />
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
