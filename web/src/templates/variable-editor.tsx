import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { Fault, TemplateVariable, VariableType } from '../../../src/text/template.js';
import { Icon } from '../layout/icon.js';
import classes from './templates.module.css';

const TYPES: { value: VariableType; label: string }[] = [
  { value: 'TEXT', label: 'One line' },
  { value: 'LONG_TEXT', label: 'Several lines' },
  { value: 'NUMBER', label: 'Number' },
  { value: 'CHOICE', label: 'Choice' },
];

interface Props {
  variables: TemplateVariable[];
  faults: readonly Fault[];
  onChange: (variables: TemplateVariable[]) => void;
}

const EMPTY: TemplateVariable = {
  name: '',
  label: '',
  type: 'TEXT',
  required: true,
  default: null,
  options: [],
};

/** The variables of a template, one row each. */
export function VariableEditor({ variables, faults, onChange }: Props) {
  const change = (at: number, part: Partial<TemplateVariable>) =>
    onChange(variables.map((variable, index) => (index === at ? { ...variable, ...part } : variable)));
  const faultAt = (at: number, field: string) =>
    faults.find((fault) => fault.field === `variables.${at}.${field}`)?.message;
  return (
    <Stack gap="sm">
      {variables.map((variable, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a variable has no other identity while its name is typed
        <fieldset key={at} className={classes.variable} aria-label={`Variable ${at + 1}`}>
          <TextInput
            label="Name in the prompt"
            required
            value={variable.name}
            error={faultAt(at, 'name')}
            onChange={({ currentTarget }) => change(at, { name: currentTarget.value })}
          />
          <TextInput
            label="Label"
            required
            value={variable.label}
            error={faultAt(at, 'label')}
            onChange={({ currentTarget }) => change(at, { label: currentTarget.value })}
          />
          <NativeSelect
            label="Takes"
            data={TYPES}
            value={variable.type}
            onChange={({ currentTarget }) => {
              const type = currentTarget.value as VariableType;
              change(at, { type, options: type === 'CHOICE' ? variable.options : [] });
            }}
          />
          <TextInput
            label="Default"
            value={variable.default ?? ''}
            error={faultAt(at, 'default')}
            onChange={({ currentTarget }) => change(at, { default: currentTarget.value || null })}
          />
          {variable.type === 'CHOICE' && (
            <Textarea
              label="Choices, one a line"
              autosize
              minRows={2}
              value={variable.options.join('\n')}
              error={faultAt(at, 'options')}
              onChange={({ currentTarget }) => change(at, { options: currentTarget.value.split('\n') })}
            />
          )}
          <Group justify="space-between" wrap="nowrap">
            <Checkbox
              label="Required"
              checked={variable.required}
              onChange={({ currentTarget }) => change(at, { required: currentTarget.checked })}
            />
            <Button
              variant="subtle"
              color="red"
              size="xs"
              aria-label={`Remove variable ${at + 1}`}
              onClick={() => onChange(variables.filter((_, index) => index !== at))}
            >
              <Icon name="trash" size={16} />
            </Button>
          </Group>
        </fieldset>
      ))}
      <Group>
        <Button variant="default" size="xs" onClick={() => onChange([...variables, EMPTY])}>
          Add a variable
        </Button>
        <Text size="xs" c="dimmed">
          {'A variable stands in the prompt as {{name}}.'}
        </Text>
      </Group>
    </Stack>
  );
}
