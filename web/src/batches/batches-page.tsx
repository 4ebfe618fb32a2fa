import { Anchor, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { Page } from '../layout/page.js';
import { ago } from '../lib/time.js';
import { BatchForm } from './batch-form.js';
import { BatchList } from './operations.js';

const LATEST = { first: 10 };

export default function BatchesPage() {
  const [{ data }] = useQuery({ query: BatchList, variables: LATEST, requestPolicy: 'cache-and-network' });
  const batches = data?.batches.edges.map(({ node }) => node) ?? [];
  return (
    <Page title="Batches">
      <BatchForm />
      {batches.length > 0 && (
        <Stack gap="sm" component="section" aria-labelledby="latest">
          <Title order={2} size="h5" id="latest">
            The latest
          </Title>
          {batches.map(({ id, total, progress, byStatus, createdAt }) => (
            <Paper withBorder key={id} p="sm">
              <Group justify="space-between">
                <Anchor component={Link} href={`/batches/${id}`}>
                  {total} texts
                </Anchor>
                <Text size="xs" c="dimmed">
                  {ago(createdAt)}
                  {byStatus.failed > 0 ? ` · ${byStatus.failed} failed` : ''}
                </Text>
              </Group>
              <Progress value={progress * 100} mt={6} aria-label="Progress" />
            </Paper>
          ))}
        </Stack>
      )}
    </Page>
  );
}
