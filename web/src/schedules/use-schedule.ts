import { useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { NOTHING, requestInput, type TextRequest } from '../generate/draft.js';
import { choiceOf } from '../generate/options-form.js';
import type { SchedulePartsFragment } from '../gql/graphql.js';
import { ownZone } from '../lib/zones.js';
import type { TemplateParts } from '../templates/template-choice.js';
import { ChangeSchedule, NewSchedule } from './operations.js';
import { type Rule, ruleOfSchedule, sentRule, USUAL } from './rule.js';

/** A schedule as it is edited. */
export interface ScheduleDraft extends TextRequest {
  name: string;
  rule: Rule;
  timeZone: string;
}

export function draftOf(
  schedule: SchedulePartsFragment | null,
  template: TemplateParts | null,
): ScheduleDraft {
  if (!schedule) return { ...NOTHING, name: '', rule: USUAL, timeZone: ownZone() };
  const { name, timeZone, prompt, type, variables, options } = schedule;
  return {
    name,
    rule: ruleOfSchedule(schedule),
    timeZone,
    prompt: prompt ?? '',
    type: template?.type ?? type ?? NOTHING.type,
    template,
    typed: Object.fromEntries(variables.map((variable) => [variable.name, variable.value])),
    options: withTemplate(options, template),
  };
}

/** The schedule's own options over those of its template. */
function withTemplate(options: SchedulePartsFragment['options'], template: TemplateParts | null) {
  const both = { ...choiceOf(template?.options ?? null), ...choiceOf(options) };
  return Object.keys(both).length > 0 ? both : null;
}

/** Saves a schedule. Unchanged fields are not sent, so that a chosen version of a template stays. */
export function useSchedule(schedule: SchedulePartsFragment | null, template: TemplateParts | null) {
  const client = useClient();
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CombinedError | undefined>();

  async function save(draft: ScheduleDraft): Promise<boolean> {
    const { name, rule, timeZone } = draft;
    const { options, ...text } = requestInput(draft);
    const timed = { name, ...sentRule(rule), timeZone };
    setSaving(true);
    const fault = schedule
      ? await client
          .mutation(ChangeSchedule, {
            id: schedule.id,
            input: {
              ...timed,
              ...(isChanged(draft, 'options') && { options: options ?? {} }),
              ...(isChanged(draft, 'text') && text),
            },
          })
          .toPromise()
          .then((result) => result.error)
      : await client
          .mutation(NewSchedule, { input: { ...timed, ...text, options } })
          .toPromise()
          .then((result) => result.error);
    setSaving(false);
    setError(fault);
    return !fault;
  }

  function isChanged(draft: ScheduleDraft, part: 'text' | 'options'): boolean {
    const partOf = (request: TextRequest) => {
      const { options, ...text } = requestInput(request);
      return JSON.stringify(part === 'options' ? options : text);
    };
    return partOf(draft) !== partOf(draftOf(schedule, template));
  }

  return { save, saving, error };
}
