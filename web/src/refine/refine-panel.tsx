import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { languageName, languages } from '../lib/options.js';
import { faultOf, faultsOf, readable } from '../lib/readable.js';
import type { Passage } from './passage.js';
import { RefinedText, type Taken } from './refined-text.js';
import { type Source, useRefine } from './use-refine.js';

interface Props {
  source: Source;
  /** The current selection; null for the whole text. */
  passage: Passage | null;
  /** Accepts the new text. Resolves to an error message if that was not possible. */
  onTake: (taken: Taken) => Promise<string | undefined>;
  /** The element in which the text can be selected; shown until a change is requested. */
  children?: ReactNode;
}

/** Requests a change of a text or a passage, shows the result, and lets the user accept or discard it. */
export default function RefinePanel({ source, passage, onTake, children }: Props) {
  const { starting, child, error, start, leave } = useRefine(source);
  const [instruction, setInstruction] = useState('');
  const [language, setLanguage] = useState('en');
  if (child) return <RefinedText {...child} onTake={onTake} onLeave={leave} />;

  const request = (what: string) => void start({ instruction: what, passage });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (instruction.trim() !== '') request(instruction);
  }
  const fault = faultOf(error, 'instruction');
  const button = { variant: 'default', size: 'sm', disabled: starting } as const;
  return (
    <Stack gap="sm" component="section" aria-label="Change the text">
      {children}
      <Text size="sm" data-testid="passage">
        {passage
          ? `The selected passage will change: “${excerptOf(source.text.slice(passage.start, passage.end))}”`
          : 'The whole text will change.'}
      </Text>
      <Group gap="sm" align="end">
        <Button {...button} onClick={() => request('Make it shorter.')}>
          Shorter
        </Button>
        <Button {...button} onClick={() => request('Make it more formal.')}>
          More formal
        </Button>
        <NativeSelect
          label="Translate to"
          data={languages}
          value={language}
          onChange={({ currentTarget }) => setLanguage(currentTarget.value)}
        />
        <Button {...button} onClick={() => request(`Translate it to ${languageName(language)}.`)}>
          Translate
        </Button>
      </Group>
      {/* Not a form: the editor around it is one. */}
      <Group gap="sm" align="end" wrap="nowrap">
        <TextInput
          label="What to change"
          style={{ flex: 1 }}
          maxLength={2_000}
          value={instruction}
          error={fault}
          onChange={({ currentTarget }) => setInstruction(currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && submit(event)}
        />
        <Button loading={starting} onClick={submit}>
          Change it
        </Button>
      </Group>
      {error && !fault && (
        <Text size="sm" c="red" role="alert">
          {faultsOf(error)[0]?.message ?? readable(error)}
        </Text>
      )}
    </Stack>
  );
}

const LONGEST_EXCERPT = 80;

function excerptOf(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  return characters.length > LONGEST_EXCERPT ? `${characters.slice(0, LONGEST_EXCERPT).join('')}…` : line;
}
