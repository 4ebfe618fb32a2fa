import { effortOf, FORMS } from '../writing/forms.js';
import { type ChatMessage, messagesFor } from './prompts.js';
import type { Parameter } from './remedies.js';
import type { GenerationRequest, TextProviderSettings } from './text-provider.js';

/** The form of a request that a certain model accepts. */
export interface RequestForm {
  tokenLimit: 'max_tokens' | 'max_completion_tokens' | null;
  temperature: boolean;
  stream: boolean;
  /** Whether a grammar is sent, if the settings ask for one. The same holds for `seed`. */
  grammar: boolean;
  seed: boolean;
  /** Whether the request asks for the usage. */
  usage: boolean;
  systemRole: boolean;
}

/** The form that nearly all models accept. */
export const USUAL_FORM: RequestForm = {
  tokenLimit: 'max_tokens',
  temperature: true,
  stream: true,
  grammar: true,
  seed: true,
  usage: true,
  systemRole: true,
};

/** How a request asks for the usage. */
const USAGE: ReadonlySet<Parameter> = new Set(['stream_options', 'include_usage', 'usage']);

const SWITCHES = ['temperature', 'stream', 'grammar', 'seed'] as const;
const isSwitch = (parameter: Parameter): parameter is (typeof SWITCHES)[number] =>
  (SWITCHES as readonly string[]).includes(parameter);

/** @returns the form without the first of these parameters that it has; `null` if it has none. */
export function withoutParameter(form: RequestForm, parameters: Parameter[]): RequestForm | null {
  for (const parameter of parameters) {
    if (USAGE.has(parameter)) {
      if (form.usage) return { ...form, usage: false };
      continue;
    }
    if (parameter === form.tokenLimit)
      return { ...form, tokenLimit: parameter === 'max_tokens' ? 'max_completion_tokens' : null };
    if (isSwitch(parameter) && form[parameter]) return { ...form, [parameter]: false };
  }
  return null;
}

/** @returns the form with the instructions in the user's message; `null` if they are there already. */
export function withoutSystemRole(form: RequestForm): RequestForm | null {
  return form.systemRole ? { ...form, systemRole: false } : null;
}

/** OpenRouter refuses a longer list. */
const MAX_OPENROUTER_MODELS = 3;

/** Whether requests go to OpenRouter itself, which has parameters of its own. */
export const isOpenRouter = (baseUrl: string) => /^(?:.+\.)?openrouter\.ai$/.test(new URL(baseUrl).hostname);

/** The body of a request in this form. */
export function requestBody(
  settings: TextProviderSettings,
  request: GenerationRequest,
  form: RequestForm,
): string {
  const messages = messagesFor(request);
  const { fallbacks = [] } = settings;
  const { options } = request;
  return JSON.stringify({
    model: settings.model,
    ...(fallbacks.length > 0 &&
      isOpenRouter(settings.baseUrl) && {
        models: [settings.model, ...fallbacks].slice(0, MAX_OPENROUTER_MODELS),
      }),
    messages: form.systemRole ? messages : withoutSystemMessages(messages),
    ...(form.stream && { stream: true }),
    ...(form.usage && usageParameter(settings.baseUrl, form.stream)),
    ...(form.tokenLimit && { [form.tokenLimit]: settings.maxTokens * effortOf(request) }),
    ...(form.temperature && { temperature: options?.temperature ?? settings.temperature }),
    // A change of an existing text may contradict its form, and a passage does not have the form.
    ...(settings.grammar &&
      form.grammar &&
      !request.basis && { grammar: FORMS[request.type].grammar(options ?? {}) }),
    ...(settings.seed !== undefined && form.seed && { seed: settings.seed }),
  });
}

/** A completion without streaming always includes its usage. */
function usageParameter(baseUrl: string, stream: boolean): object {
  if (isOpenRouter(baseUrl)) return { usage: { include: true } };
  return stream ? { stream_options: { include_usage: true } } : {};
}

/** The instructions begin the user's first message. */
function withoutSystemMessages(messages: ChatMessage[]): ChatMessage[] {
  const instructions = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const others = messages.filter(({ role }) => role !== 'system');
  return others.map((message, index) =>
    index === 0 ? { ...message, content: [...instructions, message.content].join('\n\n') } : message,
  );
}
