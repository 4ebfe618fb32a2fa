import type { OpenSpan, Tracing } from '../infra/telemetry/tracing.js';
import { addUsage, type Usage } from '../modules/jobs/model/usage.js';
import type { TextProvider } from './text-provider.js';

/**
 * Returns a wrapper that adds a span for each text, by the semantic conventions of OpenTelemetry for generative AI, and
 * passes the trace on to the provider. Spans contain prompts and texts only if the settings permit content.
 */
export function traceProvider(tracing: Tracing, baseUrl: string): (provider: TextProvider) => TextProvider {
  const { hostname, port, protocol } = new URL(baseUrl);
  const server = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': providerName(hostname),
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
  };
  return (provider) => {
    const { model } = provider;
    return {
      ...provider,
      generate(request, options) {
        const attributes = {
          ...server,
          'gen_ai.request.model': model,
          ...(tracing.content && { 'gen_ai.input.messages': messages('user', request.prompt) }),
        };
        return tracing.span(`chat ${model}`, { kind: 'CLIENT', attributes }, async (span) => {
          const traceparent = tracing.traceparent();
          let usage: Usage | null = null;
          try {
            const text = await provider.generate(request, {
              ...options,
              ...(traceparent && { headers: { ...options.headers, traceparent } }),
              onUsage(more) {
                usage = addUsage(usage, more);
                options.onUsage?.(more);
              },
            });
            span.set('gen_ai.response.model', text.model);
            span.set('gen_ai.response.finish_reasons', [text.finishReason.toLowerCase()]);
            if (tracing.content) span.set('gen_ai.output.messages', messages('assistant', text.text));
            return text;
          } finally {
            setUsage(span, usage);
          }
        });
      },
    };
  };
}

/** The name of the provider in the conventions; its host if they have none. */
function providerName(hostname: string): string {
  if (hostname === 'api.openai.com') return 'openai';
  return hostname.endsWith('openrouter.ai') ? 'openrouter' : hostname;
}

const messages = (role: string, content: string) =>
  JSON.stringify([{ role, parts: [{ type: 'text', content }] }]);

function setUsage(span: OpenSpan, usage: Usage | null) {
  if (usage?.promptTokens != null) span.set('gen_ai.usage.input_tokens', usage.promptTokens);
  if (usage?.completionTokens != null) span.set('gen_ai.usage.output_tokens', usage.completionTokens);
}
