import { Button, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { announce } from '../layout/announcer.js';
import { BackLink } from '../layout/back-link.js';
import { Page } from '../layout/page.js';
import { Empty, Failed, Loading } from '../layout/states.js';
import { ExportItem } from './export-item.js';
import classes from './exports.module.css';
import { ImportFile } from './import-file.js';
import { ExportMyData, Exports } from './operations.js';

const PAGE = 20;
/** An empty list contains no type name, so the cache needs this one to refetch it after a mutation. */
const CONTEXT = { additionalTypenames: ['Export'] };

/** The exports with their files, a copy of everything that is stored about the user, and the import of a file. */
export default function ExportsPage() {
  const [pages, setPages] = useState<(string | null)[]>([null]);
  return (
    <Page title="Exports" aside={<BackLink href="/library">Library</BackLink>}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <MyData />
        <ImportFile />
      </SimpleGrid>
      <Stack gap="sm" component="section" aria-labelledby="exports">
        <Title order={2} size="h4" id="exports">
          Files
        </Title>
        {pages.map((after, at) => (
          <OnePage
            key={after}
            after={after}
            {...(at === pages.length - 1 && { more: (next: string) => setPages([...pages, next]) })}
          />
        ))}
      </Stack>
    </Page>
  );
}

function MyData() {
  const [{ error, fetching }, exportMyData] = useMutation(ExportMyData);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="my-data">
      <Stack gap="sm" align="start">
        <Title order={2} size="h4" id="my-data">
          Everything of mine
        </Title>
        <Text size="sm" c="dimmed">
          A copy of all that is stored about you: the library with former texts and the bin, jobs, templates,
          sessions, usage. It contains no passwords or keys.
        </Text>
        {error && <Failed error={error} />}
        <Button
          variant="default"
          loading={fetching}
          onClick={() =>
            void exportMyData({}).then(({ data }) => data && announce('The copy is being made.'))
          }
        >
          Export everything of mine
        </Button>
      </Stack>
    </Paper>
  );
}

function OnePage({ after, more }: { after: string | null; more?: (after: string) => void }) {
  const [{ data, error }, refetch] = useQuery({
    query: Exports,
    variables: { first: PAGE, after },
    requestPolicy: 'cache-and-network',
    context: CONTEXT,
  });
  if (error && !data)
    return <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading />;
  const { edges, pageInfo } = data.exports;
  if (edges.length === 0 && after !== null) return null;
  if (edges.length === 0) {
    return (
      <Empty icon="library" title="No exports yet">
        <Text size="sm" c="dimmed">
          Export pieces from the library: all, those that a search finds, or a selection.
        </Text>
      </Empty>
    );
  }
  const { hasNextPage, endCursor } = pageInfo;
  return (
    <>
      <ul className={classes.list}>
        {edges.map(({ node }) => (
          <ExportItem key={node.id} listed={node} />
        ))}
      </ul>
      {more && hasNextPage && endCursor && (
        <Button variant="default" onClick={() => more(endCursor)}>
          Show older ones
        </Button>
      )}
    </>
  );
}
