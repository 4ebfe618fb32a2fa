import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startStores } from './data/stores.js';
import { writeDocs } from './lib/docs.js';
import { type Goal, goalsTable } from './lib/goals.js';
import { ROOT } from './lib/process.js';
import { markdown, type Table } from './lib/table.js';
import { PATHS } from './paths/index.js';

const USAGE = `npm run bench -- [paths] [options]
  paths         ${Object.keys(PATHS).join(' ')}; all by default
  --rounds N    rounds of each comparison (default 3)
  --servers …   only these rows, separated by commas
  --quick       all smaller and shorter, in about four minutes
  --json FILE   writes all figures there as well
  --docs        writes the tables into docs/performance.md
  --keep        keeps what is seeded (bench/.data), for the next run with --keep`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    servers: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(PATHS);
if (values.help || names.some((name) => !(name in PATHS))) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 1);
}

const started = Date.now();
const stores = await startStores(values.keep);
const stop = async (code: number) => {
  await stores.close();
  process.exit(code);
};
process.once('SIGINT', () => void stop(130));
process.once('SIGTERM', () => void stop(143));

const bench = {
  stores,
  rounds: Number(values.rounds ?? (values.quick ? 1 : 3)),
  quick: values.quick,
  servers: values.servers?.split(',') ?? null,
  keep: values.keep,
  log: (line: string) => console.error(line),
};
const printed: string[] = [];
function print(part: string) {
  printed.push(part);
  console.log(`\n${part}`);
}
const results: Record<string, { tables: Table[]; goals: Goal[] }> = {};
let failed = 0;
for (const name of names) {
  try {
    const result = await (PATHS[name] as (typeof PATHS)[string])(bench);
    results[name] = result;
    for (const table of result.tables) print(markdown(table));
  } catch (error) {
    failed += 1;
    print(`### ${name}: not measured\n\n${(error as Error).message}\n`);
  }
}
const goals = Object.values(results).flatMap((result) => result.goals);
if (goals.length > 0) print(markdown(goalsTable(goals)));
const machine = `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}`;
const seconds = Math.round((Date.now() - started) / 1_000);
print(`${machine}; ${bench.rounds} rounds${values.quick ? ', quick' : ''}; ${seconds} s`);
if (values.json)
  await writeFile(values.json, JSON.stringify({ machine, quick: values.quick, results }, null, 2));
if (values.docs) await writeDocs(join(ROOT, 'docs/performance.md'), printed);
await stop(failed === 0 ? 0 : 1);
