import { type LocalModel, startModel } from '../../local/model/model.js';

interface Ask {
  prompt?: string;
  /** The messages before the prompt. */
  conversation?: { role: string; content: string }[];
  grammar?: string;
  maxTokens?: number;
  signal?: AbortSignal;
}

export const HELPFUL = [{ role: 'system', content: 'You are a helpful writer.' }];

export interface InstructModel {
  model: LocalModel;
  /** Sends a request as the worker does. */
  ask(given?: Ask): Promise<Response>;
}

/** Starts the model’s process, as `npm start` does, and loads the file. */
export async function startInstructModel(small: {
  cacheDir: string;
  modelPath: string;
}): Promise<InstructModel> {
  // One thread, because other tests run at the same time and two threads would wait for one another.
  const model = await startModel({ ...small, threads: 1 });
  await model.loaded;
  const ask = ({
    prompt = 'Write two sentences about tea.',
    conversation = HELPFUL,
    maxTokens = 40,
    grammar,
    signal,
  }: Ask = {}) =>
    fetch(`${model.uri}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({
        stream: true,
        max_tokens: maxTokens,
        temperature: 0,
        messages: [...conversation, { role: 'user', content: prompt }],
        grammar,
      }),
      signal: signal ?? null,
    });
  return { model, ask };
}

interface Chunk {
  choices: [{ delta: { content?: string }; finish_reason: string | null }];
}

/** The complete response. */
export async function read(response: Response) {
  const events = (await response.text()).split('\n\n').filter((event) => event.startsWith('data: {'));
  const chunks = events.map((event) => JSON.parse(event.slice('data: '.length)) as Chunk);
  return {
    text: chunks.map(({ choices }) => choices[0].delta.content ?? '').join(''),
    finishReason: chunks.at(-1)?.choices[0].finish_reason,
  };
}
