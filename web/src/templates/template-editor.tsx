import {
  Alert,
  Button,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { useLocation } from 'wouter';
import { OptionsForm, optionsFor } from '../generate/options-form.js';
import type { ContentType } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { BackLink } from '../layout/back-link.js';
import { Icon } from '../layout/icon.js';
import { Page } from '../layout/page.js';
import { TYPE_CHOICES } from '../lib/content-types.js';
import { readable } from '../lib/readable.js';
import { LONGEST, tooLong } from '../lib/text-limits.js';
import { moment } from '../lib/time.js';
import { RemoveTemplate } from './operations.js';
import type { TemplateParts } from './template-choice.js';
import { NO_WORDS, useTemplate, type Words, wordsOf } from './use-template.js';
import { VariableEditor } from './variable-editor.js';

interface Props {
  /** Null for a new one. */
  template: TemplateParts | null;
  /** The initial values of the fields. */
  origin: TemplateParts | null;
  versions: TemplateParts[];
  reload: () => void;
}

export function TemplateEditor({ template, origin, versions, reload }: Props) {
  const [words, setWords] = useState<Words>(origin ? wordsOf(origin) : NO_WORDS);
  const [taken, setTaken] = useState(0);
  const { save, saving, error, faults, changedMeanwhile } = useTemplate(template, reload);
  const client = useClient();
  const [, navigate] = useLocation();
  const change = (part: Partial<Words>) => setWords({ ...words, ...part });
  const faultsAt = (field: string) =>
    faults
      .filter((fault) => fault.field === field)
      .map(({ message }) => message)
      .join('; ') || undefined;
  const long = tooLong(words.prompt, LONGEST.prompt);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (long) return;
    const kept = await save(words);
    if (!kept) return;
    announce(`Saved as version ${kept.version}.`);
    if (!template) navigate(`/templates/${kept.id}`, { replace: true });
  }

  async function remove() {
    if (!template) return;
    const { error: fault } = await client.mutation(RemoveTemplate, { id: template.id }).toPromise();
    if (!fault) navigate('/templates');
  }

  return (
    <Page
      title={template ? 'Edit the template' : 'New template'}
      aside={<BackLink href="/templates">Templates</BackLink>}
    >
      <Paper
        withBorder
        p={{ base: 'md', sm: 'lg' }}
        component="form"
        onSubmit={submit}
        aria-label="The template"
      >
        <Stack gap="md">
          {error && faults.length === 0 && (
            <Alert color="red" variant="light" role="alert">
              {changedMeanwhile
                ? 'It was changed elsewhere meanwhile. Reload the page to see how.'
                : readable(error)}
            </Alert>
          )}
          <TextInput
            label="Name"
            required
            maxLength={100}
            value={words.name}
            error={faultsAt('name')}
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          />
          <TextInput
            label="What it is for"
            maxLength={300}
            value={words.description}
            error={faultsAt('description')}
            onChange={({ currentTarget }) => change({ description: currentTarget.value })}
          />
          <NativeSelect
            label="Kind of text"
            data={TYPE_CHOICES}
            value={words.type}
            onChange={({ currentTarget }) => {
              const type = currentTarget.value as ContentType;
              change({ type, options: optionsFor(type, words.options) });
            }}
          />
          <Textarea
            label="Prompt"
            required
            autosize
            minRows={6}
            maxRows={20}
            value={words.prompt}
            error={long ?? faultsAt('prompt')}
            onChange={({ currentTarget }) => change({ prompt: currentTarget.value })}
          />
          <VariableEditor
            variables={words.variables}
            faults={faults}
            onChange={(variables) => change({ variables })}
          />
          <OptionsForm
            // The inputs are created again, with the values of the former version.
            key={taken}
            type={words.type}
            value={words.options}
            error={error}
            onChange={(options) => change({ options })}
          />
          <Group justify="space-between">
            <Button type="submit" loading={saving}>
              Save
            </Button>
            {template && (
              <Button
                variant="subtle"
                color="red"
                leftSection={<Icon name="trash" size={16} />}
                onClick={remove}
              >
                Delete
              </Button>
            )}
          </Group>
        </Stack>
      </Paper>
      {versions.length > 0 && (
        <Stack gap="xs" component="section" aria-labelledby="versions">
          <Title order={2} size="h5" id="versions">
            Versions
          </Title>
          {versions.map((version) => (
            <Group key={version.version} gap="sm">
              <Text size="sm">
                Version {version.version}: {version.name}
              </Text>
              <Text size="xs" c="dimmed">
                {version.updatedAt ? moment(version.updatedAt) : ''}
              </Text>
              <Button
                size="xs"
                variant="subtle"
                aria-label={`Take it: version ${version.version}`}
                onClick={() => {
                  setWords(wordsOf(version));
                  setTaken(taken + 1);
                }}
              >
                Take it
              </Button>
            </Group>
          ))}
        </Stack>
      )}
    </Page>
  );
}
