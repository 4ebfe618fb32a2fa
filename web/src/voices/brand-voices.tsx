import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { VoiceFieldsFragment } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Failed, Loading } from '../layout/states.js';
import { readable } from '../lib/readable.js';
import { BrandVoicesQuery, DeleteBrandVoice } from './operations.js';
import { VoiceForm } from './voice-form.js';

/** The type name for an empty list, which contains none by which urql would refetch it after a change. */
const CONTEXT = { additionalTypenames: ['BrandVoice'] };

/** The brand voices of the account, one of them open in a form. */
export function BrandVoices() {
  const [{ data, error }] = useQuery({
    query: BrandVoicesQuery,
    requestPolicy: 'cache-and-network',
    context: CONTEXT,
  });
  /** The id of the voice in the form; `new` for one that does not exist yet. */
  const [open, setOpen] = useState<string | null>(null);
  const voices = data?.brandVoices;
  return (
    <Stack gap="sm" component="section" aria-labelledby="voices">
      <Title order={2} size="h4" id="voices">
        Brand voices
      </Title>
      <Text size="sm" c="dimmed">
        How your brand writes. Choose one under “Options” when you ask for a text.
      </Text>
      {error && <Failed error={error} />}
      {!voices && !error && <Loading />}
      {voices?.map((voice) =>
        open === voice.id ? (
          <VoiceForm key={voice.id} voice={voice} close={() => setOpen(null)} />
        ) : (
          <Voice key={voice.id} voice={voice} edit={() => setOpen(voice.id)} />
        ),
      )}
      {open === 'new' ? (
        <VoiceForm voice={null} close={() => setOpen(null)} />
      ) : (
        <Group>
          <Button variant="default" onClick={() => setOpen('new')}>
            Add a brand voice
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Voice({ voice, edit }: { voice: VoiceFieldsFragment; edit: () => void }) {
  const [{ fetching, error }, remove] = useMutation(DeleteBrandVoice);
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" gap="sm" align="start">
        <div>
          <Text fw={550}>{voice.name}</Text>
          <Text size="sm" c="dimmed" lineClamp={2}>
            {voice.description}
          </Text>
        </div>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={edit} aria-label={`Edit ${voice.name}`}>
            Edit
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={fetching}
            aria-label={`Delete ${voice.name}`}
            onClick={() =>
              void remove({ id: voice.id }, CONTEXT).then((result) => {
                if (!result.error) announce('Deleted.');
              })
            }
          >
            Delete
          </Button>
        </Group>
      </Group>
      {error && (
        <Alert color="red" variant="light" role="alert" mt="sm">
          {readable(error)}
        </Alert>
      )}
    </Paper>
  );
}
