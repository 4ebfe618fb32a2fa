import { Alert, Button, FileButton, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { plural } from '../lib/plural.js';
import { type ImportReport, importLines } from './import-lines.js';

/** The maximum number of lines that are listed. */
const SHOWN = 50;

/** Imports a file of JSON Lines, and shows the results of its lines. */
export function ImportFile() {
  const reset = useRef<() => void>(null);
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  async function run(file: File | null) {
    if (!file) return;
    setBusy(true);
    setReport(null);
    setFault(null);
    try {
      setReport(await importLines(file));
    } catch (error) {
      setFault((error as Error).message);
    }
    setBusy(false);
    // The same file can be chosen again.
    reset.current?.();
  }

  return (
    <Paper withBorder p="md" component="section" aria-labelledby="import">
      <Stack gap="sm" align="start">
        <Title order={2} size="h4" id="import">
          Import
        </Title>
        <Text size="sm" c="dimmed">
          Adds the pieces of a JSON Lines file, as an export has them. Pieces that are in your library already
          are not added again.
        </Text>
        <FileButton resetRef={reset} accept=".jsonl,.ndjson" onChange={(file) => void run(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={busy}>
              Import a file
            </Button>
          )}
        </FileButton>
        {fault && (
          <Alert color="red" variant="light" role="alert" title="That did not work">
            {fault}
          </Alert>
        )}
        {report && <Report {...report} />}
      </Stack>
    </Paper>
  );
}

function Report({ created, duplicates, refused, stopped, lines }: ImportReport) {
  const reported = lines.filter(({ outcome }) => outcome !== 'CREATED');
  return (
    <Alert
      w="100%"
      color={refused > 0 || stopped ? 'orange' : 'teal'}
      variant="light"
      role="status"
      title={`${plural(created, 'piece')} added`}
      data-testid="report"
    >
      <Text size="sm">{`${duplicates} already there, ${plural(refused, 'line')} refused.`}</Text>
      {stopped && <Text size="sm">The rest of the file was not read: {stopped}</Text>}
      {reported.length > 0 && (
        <Table mt="xs" verticalSpacing={4} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={60}>Line</Table.Th>
              <Table.Th>What became of it</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {reported.slice(0, SHOWN).map(({ line, outcome, reason }) => (
              <Table.Tr key={line}>
                <Table.Td>{line}</Table.Td>
                <Table.Td>{outcome === 'DUPLICATE' ? 'already there' : `refused: ${reason}`}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {reported.length > SHOWN && <Text size="sm">and {plural(reported.length - SHOWN, 'more line')}.</Text>}
    </Alert>
  );
}
