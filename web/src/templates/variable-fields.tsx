import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { Fault, TemplateVariable } from '../../../src/text/template.js';
import type { Typed } from './typed.js';

interface Props {
  variables: readonly TemplateVariable[];
  typed: Typed;
  faults: readonly Fault[];
  onChange: (typed: Typed) => void;
}

/** A form made from the variables of a template. */
export function VariableFields({ variables, typed, faults, onChange }: Props) {
  return (
    <Stack gap="md">
      {variables.map((variable) => {
        const { name, label, type, required, options } = variable;
        const common = {
          label,
          required: required && variable.default === null,
          value: typed[name] ?? '',
          placeholder: variable.default ?? undefined,
          error: faults.find(({ field }) => field === `variables.${name}`)?.message,
          onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
            onChange({ ...typed, [name]: currentTarget.value }),
        };
        if (type === 'LONG_TEXT')
          return <Textarea key={name} {...common} autosize minRows={2} maxRows={10} />;
        if (type !== 'CHOICE')
          return <TextInput key={name} {...common} inputMode={type === 'NUMBER' ? 'decimal' : 'text'} />;
        const { placeholder, ...rest } = common;
        const none = { value: '', label: placeholder ?? (required ? 'Choose one' : 'None') };
        const choices = options.filter((option) => option !== placeholder);
        return <NativeSelect key={name} {...rest} data={[none, ...choices]} />;
      })}
    </Stack>
  );
}
