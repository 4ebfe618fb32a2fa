import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { loadWorkerEnv } from '../../src/config/env.js';
import { readEnvFile } from '../../src/config/env-file.js';
import { createLogger } from '../../src/infra/logger.js';
import { createTextProvider } from '../../src/provider/openai-chat.js';
import type { TextProvider } from '../../src/provider/text-provider.js';
import { type CheckedText, writeInForm } from '../../src/worker/write-in-form.js';
import { failedOf } from '../../src/writing/form.js';
import { checksOf } from '../../src/writing/forms.js';
import { defaultCacheDir } from '../downloads/paths.js';
import { startModel } from '../model/model.js';
import { EVAL_PROMPTS, type EvalPrompt } from './prompts.js';
import { type PieceResult, summarize, table } from './report.js';
import { onSubject } from './subject.js';

/**
 * npm run eval: how well a model writes, by the worker's own path. The model is chosen as `npm start` chooses it.
 * Options: --seed N (1), --out FILE (JSON with the texts), --only TYPE, --language en.
 */

const say = (line = '') => console.log(line);
const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    only: { type: 'string' },
    language: { type: 'string' },
  },
});

/** Records each text that the model writes, since a repaired piece keeps only one of them. */
function recording(provider: TextProvider) {
  const texts: { text: string; seconds: number; tokens: number | undefined }[] = [];
  const recorded: TextProvider = {
    ...provider,
    async generate(request, options) {
      const startedAt = performance.now();
      const answer = await provider.generate(request, options);
      const seconds = (performance.now() - startedAt) / 1_000;
      texts.push({ text: answer.text, seconds, tokens: answer.completionTokens });
      return answer;
    },
  };
  return { provider: recorded, texts };
}

async function writePiece(base: TextProvider, piece: EvalPrompt): Promise<PieceResult> {
  const { type, prompt, language, options } = piece;
  const { provider, texts } = recording(base);
  const failedIn = (text: string) => failedOf(checksOf({ type, options }, text)).map(({ name }) => name);
  const startedAt = performance.now();
  let written: CheckedText | null = null;
  let error: string | null = null;
  try {
    written = await writeInForm(
      provider,
      { type, prompt, options },
      {
        signal: new AbortController().signal,
        repair: true,
        onRepair: () => () => {},
        log: createLogger({ name: 'eval', level: 'silent', pretty: false }),
      },
    );
  } catch (failure) {
    error = (failure as Error).message;
  }
  const text = written?.text ?? '';
  const [first] = texts;
  return {
    type,
    prompt,
    language,
    text,
    failedBefore: first ? failedIn(first.text) : [],
    failedAfter: failedIn(text),
    onSubject: onSubject(prompt, text),
    seconds: (performance.now() - startedAt) / 1_000,
    tokensPerSecond: first?.tokens === undefined ? null : first.tokens / first.seconds,
    repair: written?.repair ?? null,
    error,
  };
}

/** How often a text passes for another prompt of its type: the measure must be able to fail. */
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

async function main(): Promise<void> {
  const { env } = readEnvFile(process.env);
  const named = env.OPENROUTER_KEY || env.BASE_URL;
  const model = named
    ? null
    : await startModel({
        cacheDir: defaultCacheDir(env),
        log: say,
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
    const prompts = EVAL_PROMPTS.filter(
      ({ type, language }) =>
        (!flags.only || type === flags.only) && (!flags.language || language === flags.language),
    );
    say(`${model?.source ?? settings.model}, seed ${flags.seed}, ${prompts.length} prompts`);
    const results: PieceResult[] = [];
    for (const prompt of prompts) {
      const result = await writePiece(provider, prompt);
      results.push(result);
      say(line(result));
    }
    say();
    say(table(results));
    const { passed, of } = mistaken(results);
    say();
    say(`Of ${of} texts, ${passed} pass for the next prompt of their type.`);
    if (flags.out) {
      await mkdir(dirname(flags.out), { recursive: true });
      const report = {
        model: settings.model,
        seed: Number(flags.seed),
        summary: summarize(results),
        mistaken: { passed, of },
        results,
      };
      await writeFile(flags.out, `${JSON.stringify(report, null, 2)}\n`);
      say(`The texts are in ${flags.out}`);
    }
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
