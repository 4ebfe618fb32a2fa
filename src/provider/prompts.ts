import type { Check } from '../writing/form.js';
import { FORMS } from '../writing/forms.js';
import { requirementsOf } from '../writing/options/rules.js';
import type { GenerationRequest } from './text-provider.js';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/**
 * The conversation that asks for a text: the form's instructions, and the user's own words after the form's lead, as a
 * message of their own, with what the options ask for. A repair goes on with the text and what it lacks.
 */
export function messagesFor({ type, prompt, options, repair }: GenerationRequest): ChatMessage[] {
  const form = FORMS[type];
  const messages: ChatMessage[] = [
    { role: 'system', content: form.instructions(options ?? {}) },
    { role: 'user', content: `${form.lead ?? ''}${prompt}${requirementsOf(options)}` },
  ];
  if (!repair) return messages;
  return [
    ...messages,
    { role: 'assistant', content: repair.text },
    { role: 'user', content: repairRequest(repair.failed) },
  ];
}

const repairRequest = (failed: Check[]) => `Your text does not have what was asked for:
${failed.map(({ detail }) => `- ${detail}`).join('\n')}
Write the whole text again with these points corrected, in the same language. Answer with the text only.`;
