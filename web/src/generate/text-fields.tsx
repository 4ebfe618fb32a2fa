import { Text, Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { CombinedError } from 'urql';
import { CONTENT_TYPES } from '../lib/content-types.js';
import { faultOf, faultsOf } from '../lib/readable.js';
import { charactersLeft, LONGEST, tooLong } from '../lib/text-limits.js';
import type { TextRequest } from './draft.js';
import { OptionsForm, optionsFor } from './options-form.js';
import { TemplatedPrompt } from './templated-prompt.js';
import { TypeChoice } from './type-choice.js';

/** The number of remaining characters from which on it is shown. */
const NEARLY = 500;

/** Whether the request is complete. */
export const isComplete = ({ template, prompt }: TextRequest): boolean =>
  template !== null || (prompt.trim() !== '' && !tooLong(prompt, LONGEST.prompt));

/** Whether these fields show the errors of the API. */
export const isShownAtText = (error: CombinedError | undefined): boolean =>
  faultsOf(error).some(
    ({ field }) => field === 'prompt' || field.startsWith('options.') || field.startsWith('variables'),
  );

interface Props {
  request: TextRequest;
  error: CombinedError | undefined;
  onChange: (part: Partial<TextRequest>) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** What a text is about: its type, a template with its variables or a prompt, and options. */
export function TextFields({ request, error, onChange, onKeyDown }: Props) {
  const { type, prompt, options, template } = request;
  const left = charactersLeft(prompt, LONGEST.prompt, NEARLY);
  return (
    <>
      <TypeChoice
        value={type}
        onChange={(next) =>
          onChange({ type: next, options: optionsFor(next, options), template: null, typed: {} })
        }
      />
      <TemplatedPrompt draft={request} error={error} onChange={onChange} />
      {!template && (
        <Textarea
          label="What is it about?"
          description="A sentence or two is enough."
          placeholder={CONTENT_TYPES[type].example}
          autosize
          minRows={4}
          maxRows={14}
          required
          value={prompt}
          onChange={({ currentTarget }) => onChange({ prompt: currentTarget.value })}
          {...(onKeyDown && { onKeyDown })}
          error={tooLong(prompt, LONGEST.prompt) ?? faultOf(error, 'prompt')}
        />
      )}
      {!template && left !== null && left >= 0 && (
        <Text size="xs" c="dimmed" ta="right">
          {left} characters left
        </Text>
      )}
      <OptionsForm
        // The inputs of a template are created again.
        key={template?.id ?? ''}
        type={type}
        value={options}
        error={error}
        onChange={(next) => onChange({ options: next })}
      />
    </>
  );
}
