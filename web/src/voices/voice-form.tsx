import { Button, Group, Paper, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { VoiceFieldsFragment } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { FormError } from '../layout/states.js';
import { faultOf } from '../lib/readable.js';
import { CreateBrandVoice, UpdateBrandVoice } from './operations.js';

const SAMPLES = 3;
const CONTEXT = { additionalTypenames: ['BrandVoice'] };

/** Creates a brand voice, or changes the given one. */
export function VoiceForm({ voice, close }: { voice: VoiceFieldsFragment | null; close: () => void }) {
  const [name, setName] = useState(voice?.name ?? '');
  const [description, setDescription] = useState(voice?.description ?? '');
  const [samples, setSamples] = useState(
    Array.from({ length: SAMPLES }, (_, index) => voice?.samples[index] ?? ''),
  );
  const [created, create] = useMutation(CreateBrandVoice);
  const [updated, update] = useMutation(UpdateBrandVoice);
  const error = created.error ?? updated.error;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const input = { name, description, samples: samples.filter((sample) => sample.trim() !== '') };
    const result = voice ? await update({ id: voice.id, input }, CONTEXT) : await create({ input }, CONTEXT);
    if (result.error) return;
    announce('Saved.');
    close();
  }

  return (
    <Paper withBorder p="md" component="form" onSubmit={submit} aria-label="Brand voice">
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          maxLength={80}
          value={name}
          error={faultOf(error, 'name')}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Textarea
          label="How the brand writes"
          required
          autosize
          minRows={2}
          maxLength={1_000}
          value={description}
          error={faultOf(error, 'description')}
          onChange={({ currentTarget }) => setDescription(currentTarget.value)}
        />
        {samples.map((sample, index) => (
          <Textarea
            // biome-ignore lint/suspicious/noArrayIndexKey: the fields keep their places
            key={index}
            label={`Sample ${index + 1}`}
            autosize
            minRows={1}
            maxLength={1_000}
            value={sample}
            error={index === 0 ? faultOf(error, 'samples') : undefined}
            onChange={({ currentTarget }) =>
              setSamples(samples.map((each, at) => (at === index ? currentTarget.value : each)))
            }
          />
        ))}
        <FormError error={error} />
        <Group gap="sm">
          <Button type="submit" loading={created.fetching || updated.fetching}>
            Save
          </Button>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
