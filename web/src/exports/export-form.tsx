import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { DialogForm } from '../components/dialog-form.js';
import type { ExportContentsInput, ExportFormat } from '../gql/graphql.js';
import { FORMATS, formats } from './formats.js';
import { ExportContents } from './operations.js';

/** Pieces that can be exported. */
export interface ExportChoice {
  label: string;
  which: Pick<ExportContentsInput, 'ids' | 'filter'>;
}

interface Props {
  /** At least one; the first is chosen. */
  choices: ExportChoice[];
  onClose: () => void;
}

/** Requests an export, and goes to the list of exports. */
export function ExportForm({ choices, onClose }: Props) {
  const [chosen, setChosen] = useState(0);
  const [format, setFormat] = useState<ExportFormat>('PDF');
  const [, exportContents] = useMutation(ExportContents);
  const [, navigate] = useLocation();

  async function request() {
    const { error } = await exportContents({ input: { format, ...choices[chosen]?.which } });
    if (!error) navigate('/library/exports');
    return error;
  }

  return (
    <DialogForm action="Export" onSubmit={request} onClose={onClose}>
      <Radio.Group label="Which pieces" value={String(chosen)} onChange={(value) => setChosen(Number(value))}>
        <Stack gap="xs" mt="xs">
          {choices.map(({ label }, at) => (
            <Radio
              key={label}
              value={String(at)}
              label={label}
              {...(at === chosen && { 'data-autofocus': true })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group label="Format" value={format} onChange={(value) => setFormat(value as ExportFormat)}>
        <Stack gap="xs" mt="xs">
          {formats.map((value) => (
            <Radio key={value} value={value} label={FORMATS[value].name} description={FORMATS[value].about} />
          ))}
        </Stack>
      </Radio.Group>
    </DialogForm>
  );
}
