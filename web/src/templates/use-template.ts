import { useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import type { Fault, TemplateVariable } from '../../../src/text/template.js';
import { faultsOfTemplate } from '../../../src/text/template.js';
import { choiceOf } from '../generate/options-form.js';
import type { ContentType, GenerationOptionsInput } from '../gql/graphql.js';
import { codeOf } from '../lib/client.js';
import { faultsOf } from '../lib/readable.js';
import { ChangeTemplate, NewTemplate } from './operations.js';
import type { TemplateParts } from './template-choice.js';

/** The fields of a template, as they are edited. */
export interface Words {
  name: string;
  description: string;
  type: ContentType;
  prompt: string;
  variables: TemplateVariable[];
  /** Null for no options. */
  options: GenerationOptionsInput | null;
}

export const NO_WORDS: Words = {
  name: '',
  description: '',
  type: 'BLOG_POST_OUTLINE',
  prompt: '',
  variables: [],
  options: null,
};

export const wordsOf = ({ name, description, type, prompt, variables, options }: TemplateParts): Words => ({
  options: choiceOf(options),
  name,
  description: description ?? '',
  type,
  prompt,
  // Fields that urql adds for its cache are not part of an input.
  variables: variables.map(
    ({ name: of, label, type: takes, required, default: value, options: choices }) => ({
      name: of,
      label,
      type: takes,
      required,
      default: value,
      options: choices,
    }),
  ),
});

/**
 * Saves a template. Faults are shown before anything is sent, by the API's own rules. Saving sends the version that was
 * read, so that a change in another tab is not overwritten.
 */
export function useTemplate(template: TemplateParts | null, reload: () => void) {
  const client = useClient();
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CombinedError | undefined>();
  const [faults, setFaults] = useState<readonly Fault[]>([]);

  async function save(words: Words): Promise<TemplateParts | null> {
    const found = faultsOfTemplate(words.prompt, words.variables);
    setFaults(found);
    setError(undefined);
    if (found.length > 0) return null;
    setSaving(true);
    const { kept, fault } = template
      ? await client
          .mutation(ChangeTemplate, {
            id: template.id,
            input: { ...words, options: words.options ?? {}, version: template.version },
          })
          .toPromise()
          .then(({ data, error: fault }) => ({ kept: data?.updateTemplate ?? null, fault }))
      : await client
          .mutation(NewTemplate, { input: words })
          .toPromise()
          .then(({ data, error: fault }) => ({ kept: data?.createTemplate ?? null, fault }));
    setSaving(false);
    setError(fault);
    setFaults(faultsOf(fault));
    if (kept) reload();
    return kept;
  }

  return { save, saving, error, faults, changedMeanwhile: template !== null && codeOf(error) === 'CONFLICT' };
}
