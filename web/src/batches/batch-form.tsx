import { Alert, Button, FileButton, Group, List, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { useLocation } from 'wouter';
import { beyond, choiceOf, OptionsForm } from '../generate/options-form.js';
import { TypeChoice } from '../generate/type-choice.js';
import { newKey } from '../generate/use-generate.js';
import type { ContentType, GenerationOptionsInput } from '../gql/graphql.js';
import { plural } from '../lib/plural.js';
import { faultsOf, readable } from '../lib/readable.js';
import { saveFile } from '../lib/save-file.js';
import { TemplateChoice, type TemplateParts, useTemplates } from '../templates/template-choice.js';
import { givenOf } from '../templates/typed.js';
import { BatchRow, newRow, type Row } from './batch-row.js';
import { type CsvFault, faultsOfRows, MAX_ROWS, readCsv, toCsv } from './csv.js';
import { StartBatch } from './operations.js';

/** The maximum number of faults that are listed. */
const SHOWN = 20;

/** Starts a batch: a template, and a row of values for each text, typed or from a CSV file. */
export function BatchForm() {
  const [type, setType] = useState<ContentType>('PRODUCT_DESCRIPTION');
  const [template, setTemplate] = useState<TemplateParts | null>(null);
  const [rows, setRows] = useState<Row[]>(() => [newRow()]);
  const [faults, setFaults] = useState<CsvFault[]>([]);
  const [variations, setVariations] = useState(1);
  const [key, setKey] = useState(newKey);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<CombinedError | undefined>();
  const [options, setOptions] = useState<GenerationOptionsInput | null>(null);
  const templates = useTemplates(type);
  const client = useClient();
  const [, navigate] = useLocation();
  const variables = template?.variables ?? [];

  // Changed rows are another submission.
  const change = (next: Row[]) => {
    setRows(next);
    setFaults([]);
    setError(undefined);
    setKey(newKey());
  };

  const changeRow = (at: number, part: Partial<Row>) =>
    change(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));

  async function upload(file: File | null) {
    if (!file || !template) return;
    const read = readCsv(await file.text(), variables);
    change(read.faults.length > 0 ? rows : read.rows.map((typed) => newRow(typed)));
    setFaults(read.faults);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!template || sending) return;
    const found = faultsOfRows(
      rows.map(({ typed }) => typed),
      variables,
    );
    setFaults(found);
    if (found.length > 0) return;
    setSending(true);
    const { data, error: fault } = await client
      .mutation(StartBatch, {
        input: {
          items: rows.map((row) => ({
            templateId: template.id,
            templateVersion: template.version,
            variables: givenOf(variables, row.typed),
            options: row.options,
          })),
          options: beyond(options, template.options),
          variations,
          delaySeconds: 0,
          idempotencyKey: key,
        },
      })
      .toPromise();
    setSending(false);
    setError(fault);
    if (data) navigate(`/batches/${data.generateBatch.id}`);
  }

  return (
    <Paper
      withBorder
      p={{ base: 'md', sm: 'lg' }}
      component="form"
      onSubmit={submit}
      aria-label="Start a batch"
    >
      <Stack gap="md">
        <TypeChoice
          value={type}
          onChange={(next) => {
            setType(next);
            setTemplate(null);
            change([newRow()]);
          }}
        />
        <TemplateChoice
          templates={templates}
          value={template?.id ?? null}
          none="Choose one"
          onChange={(chosen) => {
            setTemplate(chosen);
            setOptions(choiceOf(chosen?.options ?? null));
            change([newRow()]);
          }}
        />
        {template && (
          <>
            <Group gap="sm">
              <FileButton accept=".csv,text/csv" onChange={upload}>
                {(props) => (
                  <Button variant="default" {...props}>
                    Upload CSV
                  </Button>
                )}
              </FileButton>
              <Button
                variant="default"
                onClick={() =>
                  saveFile(
                    'batch.csv',
                    toCsv([
                      variables.map(({ name }) => name),
                      ...rows.map(({ typed }) => variables.map(({ name }) => typed[name] ?? '')),
                    ]),
                  )
                }
              >
                Download CSV
              </Button>
              <Text size="xs" c="dimmed">
                One line for each text, up to {MAX_ROWS}; the first line has the names of the variables.
              </Text>
            </Group>
            <OptionsForm
              key={template.id}
              type={type}
              value={options}
              error={error}
              onChange={(next) => {
                setOptions(next);
                change(rows);
              }}
            />
            {faults.length > 0 && (
              <Alert color="red" variant="light" role="alert" title="Not started yet">
                <List size="sm">
                  {faults.slice(0, SHOWN).map(({ line, column, message }) => (
                    <List.Item key={`${line} ${column} ${message}`}>
                      {[line && `Line ${line}`, column, message].filter(Boolean).join(', ')}
                    </List.Item>
                  ))}
                </List>
                {faults.length > SHOWN && <Text size="sm">And {faults.length - SHOWN} more.</Text>}
              </Alert>
            )}
            {error && (
              <Alert color="red" variant="light" role="alert">
                {faultsOf(error)
                  .map(({ field, message }) => `${field} ${message}`)
                  .join('; ') || readable(error)}
              </Alert>
            )}
            {rows.map((row, at) => (
              <BatchRow
                key={row.id}
                row={row}
                at={at}
                type={type}
                variables={variables}
                error={error}
                onChange={(part) => changeRow(at, part)}
                onRemove={rows.length > 1 ? () => change(rows.filter((_, index) => index !== at)) : null}
              />
            ))}
            <Group justify="space-between" align="end">
              <Group gap="sm" align="end">
                <Button
                  variant="default"
                  disabled={rows.length >= MAX_ROWS}
                  onClick={() => change([...rows, newRow()])}
                >
                  Add a text
                </Button>
                <NativeSelect
                  label="Variations of each"
                  data={['1', '2', '3', '4', '5']}
                  value={String(variations)}
                  onChange={({ currentTarget }) => {
                    setVariations(Number(currentTarget.value));
                    change(rows);
                  }}
                />
              </Group>
              <Button type="submit" loading={sending} disabled={rows.length * variations > MAX_ROWS}>
                Write {plural(rows.length * variations, 'text')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Paper>
  );
}
