import type { Check } from '../writing/form.js';
import { FORMS } from '../writing/forms.js';
import { requirementsOf } from '../writing/options/rules.js';
import { type Basis, BasisKind, type Change, isWhole, partedOf } from '../writing/refine/basis.js';
import {
  continuationRequest,
  PASSAGE_INSTRUCTIONS,
  passageRequest,
  WHOLE_INSTRUCTIONS,
  wholeRequest,
} from '../writing/refine/requests.js';
import type { GenerationRequest } from './text-provider.js';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/**
 * The conversation that asks for a text. It continues with a text that is to be changed or continued, or with a text to
 * repair and its failed checks. Only the user's messages contain words of the user.
 */
export function messagesFor(request: GenerationRequest): ChatMessage[] {
  const { basis, repair } = request;
  const messages = basis ? messagesUpon(request, basis) : firstMessages(request);
  if (!repair) return messages;
  return [
    ...messages,
    { role: 'assistant', content: repair.text },
    { role: 'user', content: repairRequest(repair.failed) },
  ];
}

/** The form's instructions, and the user's own words after the form's lead, with what the options ask for. */
function firstMessages({ type, prompt, options }: GenerationRequest): ChatMessage[] {
  const form = FORMS[type];
  return [
    { role: 'system', content: form.instructions(options ?? {}) },
    { role: 'user', content: `${form.lead ?? ''}${prompt}${requirementsOf(options)}` },
  ];
}

function messagesUpon(request: GenerationRequest, basis: Basis): ChatMessage[] {
  if (basis.kind === BasisKind.REFINE) return changeMessages(basis);
  const { change, text, start } = basis;
  const written = text.slice(change ? partedOf(change).head.length : 0, start);
  return [
    ...(change ? changeMessages(change) : firstMessages(request)),
    { role: 'assistant', content: written },
    { role: 'user', content: continuationRequest(written) },
  ];
}

/**
 * A text is changed in a conversation of its own: shown its own text and the form's instructions again, a small model
 * repeats the text as it is.
 */
function changeMessages(change: Change): ChatMessage[] {
  if (isWhole(change))
    return [
      { role: 'system', content: WHOLE_INSTRUCTIONS },
      { role: 'user', content: wholeRequest(change.text, change.instruction) },
    ];
  return [
    { role: 'system', content: PASSAGE_INSTRUCTIONS },
    { role: 'user', content: passageRequest(partedOf(change), change.instruction) },
  ];
}

const repairRequest = (failed: Check[]) => `Your text does not have what was asked for:
${failed.map(({ detail }) => `- ${detail}`).join('\n')}
Write the whole text again with these points corrected, in the same language. Answer with the text only.`;
