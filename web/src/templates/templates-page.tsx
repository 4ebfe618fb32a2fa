import { Anchor, Button, Group, NativeSelect, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { ContentType } from '../gql/graphql.js';
import { Icon } from '../layout/icon.js';
import { Page } from '../layout/page.js';
import { Empty, Failed, Loading } from '../layout/states.js';
import { CONTENT_TYPES, TYPE_CHOICES } from '../lib/content-types.js';
import { LONGEST, tooLong } from '../lib/text-limits.js';
import { TemplateList } from './operations.js';
import type { TemplateParts } from './template-choice.js';
import classes from './templates.module.css';

/** The debounce time of the search, in milliseconds. */
const TYPING_MS = 250;
const TYPES = [{ value: '', label: 'Any kind' }, ...TYPE_CHOICES];

export default function TemplatesPage() {
  const [type, setType] = useState<ContentType | ''>('');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS);
  const long = tooLong(search, LONGEST.search);
  const [{ data, error }, refetch] = useQuery({
    query: TemplateList,
    variables: { type: type || null, search: (long ? '' : search) || null },
    requestPolicy: 'cache-and-network',
  });
  const templates = data?.templates ?? [];
  return (
    <Page
      title="Templates"
      aside={
        <Group gap="sm">
          <Button component={Link} href="/batches" variant="default">
            Batches
          </Button>
          <Button component={Link} href="/schedules" variant="default">
            Schedules
          </Button>
          <Button component={Link} href="/templates/new" variant="default">
            New template
          </Button>
        </Group>
      }
    >
      <Group gap="sm">
        <TextInput
          type="search"
          aria-label="Search the templates"
          placeholder="Search name and prompt"
          leftSection={<Icon name="search" size={16} />}
          value={typed}
          error={long}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <NativeSelect
          aria-label="Kind"
          data={TYPES}
          value={type}
          onChange={({ currentTarget }) => setType(currentTarget.value as ContentType | '')}
        />
      </Group>
      {!data && error && <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Loading />}
      {data && templates.length === 0 && <Empty icon="search" title="No template is like that" />}
      <Part title="Your own" templates={templates.filter(({ builtIn }) => !builtIn)} />
      <Part title="Ready-made" templates={templates.filter(({ builtIn }) => builtIn)} />
    </Page>
  );
}

function Part({ title, templates }: { title: string; templates: TemplateParts[] }) {
  if (templates.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Title order={2} size="h5">
        {title}
      </Title>
      <ul className={classes.list}>
        {templates.map((template) => (
          <Paper withBorder component="li" key={template.id} p="md">
            <Stack gap={6} h="100%">
              <Anchor component={Link} href={`/templates/${template.id}`} fw={600}>
                {template.name}
              </Anchor>
              <Text size="xs" c="dimmed">
                {CONTENT_TYPES[template.type].name}
                {template.builtIn ? '' : ` · version ${template.version}`}
              </Text>
              <Text size="sm" lineClamp={3} flex={1}>
                {template.description ?? template.prompt}
              </Text>
              <Group>
                <Button
                  component={Link}
                  href={`/?template=${encodeURIComponent(template.id)}`}
                  size="xs"
                  variant="light"
                >
                  Use it
                </Button>
              </Group>
            </Stack>
          </Paper>
        ))}
      </ul>
    </Stack>
  );
}
