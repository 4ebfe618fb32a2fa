import { Button, Group, Paper, Stack, Title } from '@mantine/core';
import type { CombinedError } from 'urql';
import type { TemplateVariable } from '../../../src/text/template.js';
import { OptionsForm } from '../generate/options-form.js';
import type { ContentType, GenerationOptionsInput } from '../gql/graphql.js';
import type { Typed } from '../templates/typed.js';
import { VariableFields } from '../templates/variable-fields.js';

/** A text of a batch. */
export interface Row {
  /** A stable key, also after others are removed. */
  id: number;
  typed: Typed;
  /** Its own options, which override those of the batch; null for none. */
  options: GenerationOptionsInput | null;
}

let rows = 0;

export function newRow(typed: Typed = {}): Row {
  rows += 1;
  return { id: rows, typed, options: null };
}

interface Props {
  row: Row;
  /** Its place, from 0. */
  at: number;
  type: ContentType;
  variables: readonly TemplateVariable[];
  error: CombinedError | undefined;
  onChange: (part: Partial<Row>) => void;
  /** Null for the only one. */
  onRemove: (() => void) | null;
}

/** A text of a batch: the values of its variables, and options of its own. */
export function BatchRow({ row, at, type, variables, error, onChange, onRemove }: Props) {
  return (
    <Paper withBorder p="sm" component="section" aria-label={`Text ${at + 1}`}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h6">
            Text {at + 1}
          </Title>
          {onRemove && (
            <Button
              size="xs"
              variant="subtle"
              color="red"
              aria-label={`Remove text ${at + 1}`}
              onClick={onRemove}
            >
              Remove
            </Button>
          )}
        </Group>
        <VariableFields
          variables={variables}
          typed={row.typed}
          faults={[]}
          onChange={(typed) => onChange({ typed })}
        />
        <OptionsForm
          title={`Options of text ${at + 1}`}
          at={`items.${at}.options`}
          none="As for all texts"
          type={type}
          value={row.options}
          error={error}
          onChange={(options) => onChange({ options })}
        />
      </Stack>
    </Paper>
  );
}
