import { gzipSync } from 'node:zlib';
import { FAILURES, WAITS } from './failures.js';
import { chunk, END, event, json, refusal, TEA, type Transcript, text } from './wire.js';

const LOADING = refusal(503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } });
const WHOLE = {
  choices: [{ index: 0, message: { role: 'assistant', content: 'Tea' }, finish_reason: 'stop' }],
};

const MORE_THAN_ONE: Transcript[] = [
  { name: 'a model that is being loaded', before: [LOADING, LOADING], body: TEA, outcome: { text: 'Tea' } },
  {
    name: 'an endpoint that wakes up',
    before: [refusal(503, { error: 'The endpoint is still initializing' })],
    body: TEA,
    outcome: { text: 'Tea' },
  },
  ...['max_tokens', 'temperature'].map((param) => ({
    name: `${param} that the model does not take`,
    before: [
      refusal(400, {
        error: {
          message: `Unsupported parameter: '${param}' is not supported with this model.`,
          type: 'invalid_request_error',
          param,
          code: 'unsupported_parameter',
        },
      }),
    ],
    body: TEA,
    outcome: { text: 'Tea' },
  })),
  {
    name: 'a template without a system role',
    before: [refusal(400, { object: 'error', message: 'System role not supported', code: 400 })],
    body: TEA,
    outcome: { text: 'Tea' },
  },
];

const SHAPES: Transcript[] = [
  { name: 'line ends of CR', body: TEA.replaceAll('\n', '\r'), outcome: { text: 'Tea' } },
  {
    name: 'an event of several data lines',
    body: `data: {"choices":\ndata: [{"delta":{"content":"Tea"}}]}\n\n${END}`,
    outcome: { text: 'Tea' },
  },
  {
    name: 'names, numbers and pauses of events',
    body: `retry: 100\n\nid: 1\nevent: message\n${text('Tea')}event: ping\ndata: {"type":"ping"}\n\n${END}`,
    outcome: { text: 'Tea' },
  },
  { name: 'events after [DONE]', body: TEA + text(' again') + event('[DONE]'), outcome: { text: 'Tea' } },
  {
    name: 'the whole completion as the last event, without its object',
    body: text('Te') + text('a') + event(WHOLE),
    outcome: { text: 'Tea' },
  },
  {
    name: 'pieces in `message`',
    body:
      event({ choices: [{ message: { content: 'Te' } }] }) +
      event({ choices: [{ message: { content: 'a' } }] }) +
      END,
    outcome: { text: 'Tea' },
  },
  { name: 'one piece of JSON labelled an event stream', body: json(WHOLE), outcome: { text: 'Tea' } },
  {
    name: 'one piece of JSON over several lines, labelled plain text',
    headers: { 'content-type': 'text/plain' },
    body: `\n\n${JSON.stringify(WHOLE, null, 2)}\n`,
    outcome: { text: 'Tea' },
  },
  {
    name: 'JSON in lines',
    headers: { 'content-type': 'application/x-ndjson' },
    body: `${json({ choices: [{ delta: { content: 'Te' } }] })}\n${json({ choices: [{ delta: { content: 'a' }, finish_reason: 'stop' }] })}\n`,
    outcome: { text: 'Tea' },
  },
  {
    name: "Azure's results of its content filter, beside the text and after it",
    body:
      event({ choices: [], prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }] }) +
      chunk({ role: 'assistant', content: '', refusal: null }) +
      text('Tea') +
      event({ choices: [{ index: 0, finish_reason: null, content_filter_offsets: { check_offset: 3 } }] }) +
      END,
    outcome: { text: 'Tea' },
  },
  {
    name: 'fields that say nothing',
    body:
      event({ id: 5, model: 7, choices: null, usage: null }) +
      chunk({ content: 'Tea', tool_calls: null, function_call: null, refusal: null, audio: null }) +
      END,
    outcome: { text: 'Tea' },
  },
  {
    name: 'parts of output text',
    body: text([{ type: 'output_text', text: 'Tea' }]) + END,
    outcome: { text: 'Tea' },
  },
  {
    name: 'gzip twice',
    headers: { 'content-encoding': 'gzip, gzip' },
    body: gzipSync(gzipSync(TEA)),
    outcome: { text: 'Tea' },
  },
  {
    name: 'a charset as the encoding',
    headers: { 'content-encoding': 'utf-8' },
    body: TEA,
    outcome: { text: 'Tea' },
  },
  ...['COMPLETE', 'eos', 'end_turn'].map((reason) => ({
    name: `the end named ${reason}`,
    body: text('Tea') + chunk({}, reason),
    outcome: { text: 'Tea', finishReason: 'STOP' as const },
  })),
  {
    name: 'the limit named MAX_TOKENS',
    body: text('Tea') + chunk({}, 'MAX_TOKENS'),
    outcome: { text: 'Tea', finishReason: 'LENGTH' },
  },
  {
    name: 'no finish reason, though [DONE]: nothing says that the text is whole',
    body: text('Tea') + event('[DONE]'),
    outcome: { code: 'BAD_RESPONSE', retriable: true },
  },
];

/** What certain servers and gateways send. */
export const SERVERS: Transcript[] = [...MORE_THAN_ONE, ...SHAPES, ...FAILURES, ...WAITS];
