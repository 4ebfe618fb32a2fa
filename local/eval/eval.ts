import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { loadWorkerEnv } from '../../src/config/env.js';
import { readEnvFile } from '../../src/config/env-file.js';
import { createTextProvider } from '../../src/provider/openai-chat.js';
import type { TextProvider } from '../../src/provider/text-provider.js';
import { ContentType } from '../../src/writing/content-type.js';
import { defaultCacheDir } from '../downloads/paths.js';
import { startModel } from '../model/model.js';
import { OPTION_CASES } from './option-cases.js';
import { type OptionResult, optionTable, tonePairs } from './option-report.js';
import { EVAL_PROMPTS } from './prompts.js';
import { refinementTable, refinePieces } from './refinements.js';
import { type PieceResult, summarize, table } from './report.js';
import { onSubject } from './subject.js';
import { writePiece } from './write-piece.js';

/**
 * `npm run eval`: measures how well a model writes, by the worker's code. The model is chosen as by `npm start`.
 * Options: --seed N (1), --out FILE (JSON with the texts), --only TYPE, --language en, --options (texts with options,
 * and how many follow them), --refine (texts that are changed and continued), --limit N (the first prompts; of each
 * option with --options, of each type with --refine).
 */

const print = (line = '') => console.log(line);
const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    only: { type: 'string' },
    language: { type: 'string' },
    options: { type: 'boolean', default: false },
    refine: { type: 'boolean', default: false },
    limit: { type: 'string' },
  },
});

const limit = flags.limit === undefined ? undefined : Number(flags.limit);

/** How often a text passes for another prompt of its type, which shows that the measure can fail. */
function mistaken(results: PieceResult[]): { passed: number; of: number } {
  const pairs = results.map((result, index) => {
    const same = results.filter(({ type, language }) => type === result.type && language === result.language);
    return { text: result.text, other: same.find((each) => results.indexOf(each) > index) ?? same[0] };
  });
  const judged = pairs.filter(({ text, other }) => other && other.text !== text);
  return {
    passed: judged.filter(({ text, other }) => onSubject(other?.prompt ?? '', text)).length,
    of: judged.length,
  };
}

async function measureForms(provider: TextProvider, model: string): Promise<void> {
  const prompts = EVAL_PROMPTS.filter(
    ({ type, language }) =>
      (!flags.only || type === flags.only) && (!flags.language || language === flags.language),
  ).slice(0, limit);
  const results: PieceResult[] = [];
  for (const prompt of prompts) {
    const result = await writePiece(provider, prompt);
    results.push(result);
    print(line(result));
  }
  print();
  print(table(results));
  const { passed, of } = mistaken(results);
  print();
  print(`Of ${of} texts, ${passed} pass for the next prompt of their type.`);
  await keep({
    model,
    seed: Number(flags.seed),
    summary: summarize(results),
    mistaken: { passed, of },
    results,
  });
}

/** `--only` names a type here too. */
async function measureOptions(provider: TextProvider, model: string): Promise<void> {
  const results: OptionResult[] = [];
  for (const { name, prompts, obeys } of OPTION_CASES) {
    const own = prompts.filter(({ type }) => !flags.only || type === flags.only);
    for (const prompt of own.slice(0, limit)) {
      const { first, text, error, seconds } = await writePiece(provider, prompt);
      results.push({ option: name, prompt, first, text, error });
      const { obeyed, of } = obeys(text, prompt);
      const found = error ?? (of === 0 ? 'written' : `${obeyed} of ${of}`);
      print(
        `${seconds.toFixed(1).padStart(6)} s  ${JSON.stringify(prompt.options)}, ${prompt.type}: ${found}`,
      );
    }
  }
  print();
  print(optionTable(results));
  print();
  for (const pair of tonePairs(results)) print(pair);
  await keep({ model, seed: Number(flags.seed), results });
}

/** The first prompts of each type; one by default. */
async function measureRefinements(provider: TextProvider, model: string): Promise<void> {
  const types = Object.values(ContentType).filter((type) => !flags.only || type === flags.only);
  const prompts = types.flatMap((type) =>
    EVAL_PROMPTS.filter((prompt) => prompt.type === type && prompt.language === 'en').slice(0, limit ?? 1),
  );
  const results = await refinePieces(provider, prompts, ({ name, prompt, made, seconds, error }) =>
    print(
      `${seconds.toFixed(1).padStart(6)} s  ${prompt.type}, ${name}: ${error ?? (made ? 'made' : 'not made')}`,
    ),
  );
  print();
  print(refinementTable(results));
  await keep({ model, seed: Number(flags.seed), results });
}

/** Writes a report to the file of `--out`. */
async function keep(report: object): Promise<void> {
  if (!flags.out) return;
  await mkdir(dirname(flags.out), { recursive: true });
  await writeFile(flags.out, `${JSON.stringify(report, null, 2)}\n`);
  print(`The texts are in ${flags.out}`);
}

async function main(): Promise<void> {
  const { env } = readEnvFile(process.env);
  const named = env.OPENROUTER_KEY || env.BASE_URL;
  const model = named
    ? null
    : await startModel({
        cacheDir: defaultCacheDir(env),
        log: print,
        small: env.LOCAL_MODEL === 'small',
        ...(env.LOCAL_MODEL_PATH && { modelPath: env.LOCAL_MODEL_PATH }),
      });
  try {
    await model?.loaded;
    const settings = loadWorkerEnv({
      MONGO_URI: 'mongodb://127.0.0.1/unused',
      REDIS_URL: 'redis://127.0.0.1',
      ...env,
      ...(model && { BASE_URL: model.uri, OPENROUTER_MODEL: model.name, OPENROUTER_MODELS: '' }),
      ...(model?.own && { MODEL_GRAMMAR: 'on' }),
    }).provider;
    const provider = createTextProvider({ ...settings, seed: Number(flags.seed) });
    print(`${model?.source ?? settings.model}, seed ${flags.seed}`);
    const measure = flags.refine ? measureRefinements : flags.options ? measureOptions : measureForms;
    await measure(provider, settings.model);
  } finally {
    await model?.stop();
  }
}

function line({ prompt, failedBefore, failedAfter, onSubject, seconds, repair, error }: PieceResult): string {
  const form = error ?? (failedAfter.length > 0 ? `not ${failedAfter.join(', ')}` : 'in form');
  const mended = repair ? `, repair ${repair} (before: not ${failedBefore.join(', ')})` : '';
  return `${seconds.toFixed(1).padStart(6)} s  ${prompt}: ${form}${mended}${onSubject ? '' : ', off its subject'}`;
}

await main();
