import { Alert } from '@mantine/core';
import { useEffect } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { faultsOf } from '../lib/readable.js';
import { TemplateWithVersions } from '../templates/operations.js';
import { PromptPreview } from '../templates/prompt-preview.js';
import { TemplateChoice, type TemplateParts, useTemplates } from '../templates/template-choice.js';
import { VariableFields } from '../templates/variable-fields.js';
import type { TextRequest } from './draft.js';
import { choiceOf } from './options-form.js';

interface Props {
  draft: TextRequest;
  error: CombinedError | undefined;
  onChange: (part: Partial<TextRequest>) => void;
}

/** Called with a chosen template, whose options the form takes. */
function chosenTemplate(
  template: TemplateParts | null,
  before: TextRequest['options'],
): Partial<TextRequest> {
  const options = choiceOf(template?.options ?? null);
  return { template, typed: {}, options: options ?? before };
}

/** The choice of a template and, once one is chosen, the form of its variables with the prompt that they make. */
export function TemplatedPrompt({ draft, error, onChange }: Props) {
  const { template, typed } = draft;
  const listed = useTemplates(draft.type);
  const [params, setParams] = useSearchParams();
  const wanted = params.get('template');
  const [{ data }] = useQuery({
    query: TemplateWithVersions,
    variables: { id: wanted ?? '' },
    pause: !wanted,
  });

  // A link to this page may name a template.
  const linked = wanted && data?.template?.id === wanted ? data.template : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each link
  useEffect(() => {
    if (!linked) return;
    const { versions: _, ...parts } = linked;
    onChange({ ...chosenTemplate(parts, draft.options), type: parts.type });
    setParams({}, { replace: true });
  }, [linked]);

  // The current version of the chosen template, which may have changed since the draft was stored.
  const current = template && listed?.find(({ id }) => id === template.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what counts
  useEffect(() => {
    if (template && current && current.version !== template.version) onChange({ template: current });
  }, [current?.version]);

  const faults = faultsOf(error);
  const other = faults.filter(({ field }) => field === 'variables' || field.startsWith('template'));
  return (
    <>
      <TemplateChoice
        templates={listed}
        value={template?.id ?? null}
        onChange={(chosen) => onChange(chosenTemplate(chosen, draft.options))}
      />
      {template && (
        <>
          <VariableFields
            variables={template.variables}
            typed={typed}
            faults={faults}
            onChange={(values) => onChange({ typed: values })}
          />
          <PromptPreview prompt={template.prompt} variables={template.variables} typed={typed} />
          {other.map(({ message }) => (
            <Alert key={message} color="red" variant="light" role="alert">
              The values {message}
            </Alert>
          ))}
        </>
      )}
    </>
  );
}
