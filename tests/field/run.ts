import { parseArgs } from 'node:util';
import { startRig, startStores } from '../faults/rig.js';
import { clients } from './cases/clients.js';
import { hosts } from './cases/hosts.js';
import { models } from './cases/models.js';
import { requests } from './cases/requests.js';
import { words } from './cases/words.js';
import { createField, type Example, type Field, type Section } from './field.js';

/** Sends each example of the field to the running product, and prints a line for each. */
const SECTIONS = [requests, hosts, clients, words, models];
/** Longer lines are truncated. */
const WIDTH = 160;

/** The time limit of an example, in milliseconds. */
const LIMIT_MS = 90_000;

const oneLine = (text: string) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters that a terminal would interpret
  const shown = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (sign) => JSON.stringify(sign).slice(1, -1));
  return shown.length > WIDTH ? `${shown.slice(0, WIDTH)}… (${shown.length})` : shown;
};

async function outcomeOf({ now, right }: Example, field: Field) {
  const limit = new AbortController();
  const late = new Promise<string>((resolve) => {
    const timer = setTimeout(() => resolve(`nothing within ${LIMIT_MS} ms`), LIMIT_MS);
    limit.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  const line = await Promise.race([now(field), late]).catch(
    (error: Error) => `${error.name}: ${error.message}`,
  );
  limit.abort();
  return { line, good: typeof right === 'string' ? line === right : right.test(line) };
}

async function runSection(
  { title, examples, rig: options }: Section,
  stores: Awaited<ReturnType<typeof startStores>>,
) {
  console.log(`\n${title}`);
  const rig = await startRig(stores, options);
  const wrong: string[] = [];
  try {
    const field = await createField(rig);
    for (const example of examples) {
      const { line, good } = await outcomeOf(example, field);
      console.log(`${good ? '✓' : '✗'} ${oneLine(example.sent)}\n    ${oneLine(line)}`);
      if (good) continue;
      wrong.push(example.sent);
      console.log(`    instead of ${oneLine(String(example.right))}`);
    }
  } finally {
    await rig.close();
  }
  console.log(`${examples.length - wrong.length} of ${examples.length}`);
  return { all: examples.length, wrong: wrong.length };
}

const { values } = parseArgs({ options: { section: { type: 'string' }, only: { type: 'string' } } });
const stores = await startStores();
let all = 0;
let wrong = 0;
try {
  for (const section of SECTIONS.filter(({ title }) => !values.section || title.startsWith(values.section))) {
    const { only } = values;
    const examples = section.examples.filter(({ sent }) => !only || sent.includes(only));
    if (examples.length === 0) continue;
    const found = await runSection({ ...section, examples }, stores);
    all += found.all;
    wrong += found.wrong;
  }
} finally {
  await stores.close();
}
console.log(wrong === 0 ? `\nAll ${all} are right.` : `\n${wrong} of ${all} are not right.`);
// An aborted case may have left sockets, which would reconnect for ever.
process.exit(wrong === 0 && all > 0 ? 0 : 1);
