import { chunk, event, JSON_TYPE, json, stream, type Transcript, text } from './wire.js';

/** What models think before they write. */
export const REASONING: Transcript[] = [
  {
    name: 'only reasoning before the token limit',
    body: chunk({ reasoning_content: 'Hm' }) + chunk({}, 'length') + event('[DONE]'),
    outcome: { code: 'INVALID_REQUEST', retriable: false, message: /token limit/ },
  },
  {
    name: 'only reasoning within the text before the token limit',
    body: text('<think>Hm') + chunk({}, 'length') + event('[DONE]'),
    outcome: { code: 'INVALID_REQUEST', retriable: false, message: /token limit/ },
  },
  {
    name: 'reasoning in tags, split over five chunks',
    body: stream('<th', 'ink>I must', ' think</t', 'hink', '>\n\nTea is good.'),
    outcome: { text: 'Tea is good.' },
  },
  {
    name: 'reasoning that only its closing tag shows',
    body: stream('I must think.', ' Tea it is.\n</th', 'ink>', '\n\nTea is good.'),
    outcome: { text: 'Tea is good.' },
  },
  {
    name: 'reasoning that only its closing tag shows, in one piece of JSON',
    headers: JSON_TYPE,
    body: json({ choices: [{ message: { content: 'Hm.</think>\n\nTea' }, finish_reason: 'stop' }] }),
    outcome: { text: 'Tea' },
  },
  {
    name: 'reasoning that only its closing tag shows, and an announcement after it',
    body: stream('Sure: I think.\n</thinking>\n', 'Here is your text:\n', 'Tea'),
    outcome: { text: 'Tea' },
  },
  {
    name: 'an empty reasoning that only its closing tag shows',
    body: stream('\n\n</think>\n\n', 'Tea'),
    outcome: { text: 'Tea' },
  },
  {
    name: 'nothing but reasoning before a closing tag and the token limit',
    body: text('Hm.</think>') + chunk({}, 'length') + event('[DONE]'),
    outcome: { code: 'INVALID_REQUEST', retriable: false, message: /token limit/ },
  },
  {
    name: 'a second closing tag',
    body: stream('<think>Hm</think>\n', 'Tea', '</think>', ' time'),
    outcome: { text: 'Tea time' },
  },
  {
    name: 'tags in backticks',
    body: stream('Models write `<thi', 'nk>` and `</think>` around it.'),
    outcome: { text: 'Models write `<think>` and `</think>` around it.' },
  },
  { name: 'reasoning that is not closed', body: stream('Tea.', '<think>More'), outcome: { text: 'Tea.' } },
  {
    name: 'a sign that begins like a tag',
    body: stream('1 <', ' 2 and <th', 'e end'),
    outcome: { text: '1 < 2 and <the end' },
  },
];
