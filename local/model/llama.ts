import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fewShot } from './few-shot.js';
import type {
  ContextOptions,
  GenerationOptions,
  HistoryItem,
  LlamaModule,
  Sequence,
} from './llama-module.js';

export interface Message {
  role: 'system' | 'developer' | 'user' | 'assistant';
  content: string;
}

export interface WriteRequest {
  /** The conversation so far; the last message is the one to answer. */
  messages: Message[];
  maxTokens: number;
  temperature: number;
  /** The grammar of the text, in GBNF. */
  grammar?: string | undefined;
  /** Makes the choices repeatable. */
  seed?: number | undefined;
  stop: string[];
  signal: AbortSignal;
  onText(text: string): void;
}

export interface WriteResult {
  finishReason: 'stop' | 'length';
  /** Tokens that were written. */
  tokens: number;
  /** Tokens of the prompt, without those of the chat template; missing if they are not known. */
  promptTokens?: number;
}

/** Writes a text piece by piece. The HTTP side of the model server uses only this interface. */
export interface TextSource {
  readonly model: string;
  write(request: WriteRequest): Promise<WriteResult>;
}

/** Prompts are up to 4,000 characters, and the longest answer is a blog post of 1,500 words. */
const CONTEXT_SIZE = 4_096;
/** Tokens of a prompt that are read at once. Each costs 600 kB of memory, and a larger batch is not faster on a CPU. */
const BATCH_SIZE = 128;
/** System prompts that stay evaluated. One for each content type and length would take more memory. */
const SEQUENCES = 3;
/** Halves the memory for evaluated tokens at the same speed: three sequences take little more than one before. */
const SMALL_CACHE = {
  flashAttention: true,
  experimentalKvCacheKeyType: 'Q8_0',
  experimentalKvCacheValueType: 'Q8_0',
} as const;
const MAX_GRAMMARS = 20;

/** Small models repeat themselves. */
const PENALTY = { penalty: 1.15, frequencyPenalty: 0.1, lastTokens: 128 };
/** A layout repeats itself too: the lines of a grammar have equal beginnings. */
const GRAMMAR_PENALTY = { penalty: 1.1, frequencyPenalty: 0.05, lastTokens: 256 };

/** Loads a GGUF file: an instruct model (one with a chat template) gets instructions, a base model gets examples. */
export async function loadModel(options: {
  runtimeDir: string;
  file: string;
  name: string;
  /** As many as there are cores by default. */
  threads?: number | undefined;
}): Promise<TextSource> {
  const entry = join(options.runtimeDir, 'node_modules', 'node-llama-cpp', 'dist', 'index.js');
  const llamaModule = (await import(pathToFileURL(entry).href)) as LlamaModule;
  const llama = await llamaModule.getLlama({
    build: 'never',
    gpu: false,
    logLevel: 'error',
    progressLogs: false,
  });
  // With mmap, the file would stay in memory beside the form that the CPU reads: 2.2 GB instead of 1.5 GB.
  const model = await llama.loadModel({ modelPath: options.file, useMmap: false });
  const instruct = Boolean(model.fileInfo.metadata.tokenizer?.chat_template);
  const usual: ContextOptions = {
    contextSize: { max: CONTEXT_SIZE },
    batchSize: BATCH_SIZE,
    // Its default is 4 threads at least, which on 2 cores spin against one another: 0.4 tokens a second, not 60.
    threads: options.threads ?? llama.cpuMathCores,
    sequences: instruct ? SEQUENCES : 1,
  };
  // Models of unusual dimensions can't have it.
  const context = await model
    .createContext({ ...usual, ...SMALL_CACHE })
    .catch(() => model.createContext(usual));

  /** By system prompt; the one that was used last is at the end. */
  const sequences = new Map<string, Sequence>();
  function sequenceFor(systemPrompt: string): Sequence {
    const [oldest] = sequences.keys();
    const isFull = sequences.size === usual.sequences;
    const key = sequences.has(systemPrompt) || !isFull || oldest === undefined ? systemPrompt : oldest;
    const sequence = sequences.get(key) ?? context.getSequence();
    sequences.delete(key);
    sequences.set(systemPrompt, sequence);
    return sequence;
  }

  let tokens = 0;
  const settings = (request: WriteRequest): GenerationOptions => ({
    maxTokens: request.maxTokens,
    temperature: request.temperature,
    minP: 0.08,
    repeatPenalty: PENALTY,
    customStopTriggers: request.stop,
    signal: request.signal,
    stopOnAbortSignal: false,
    onTextChunk: request.onText,
    ...(request.seed !== undefined && { seed: request.seed }),
    onToken: ({ length }) => {
      tokens += length;
    },
  });

  /** Requests bring the same few grammars again and again. */
  const grammars = new Map<string, Promise<object>>();
  function grammarOf(grammar: string): Promise<object> {
    const known = grammars.get(grammar) ?? llama.createGrammar({ grammar });
    if (grammars.size >= MAX_GRAMMARS) grammars.clear();
    grammars.set(grammar, known);
    return known;
  }

  async function writeAsInstructed(request: WriteRequest): Promise<'stop' | 'length'> {
    const [first] = request.messages;
    // An equal beginning that a sequence holds is not evaluated again.
    const contextSequence = sequenceFor(first?.role === 'user' ? '' : (first?.content ?? ''));
    const session = new llamaModule.LlamaChatSession({ contextSequence });
    try {
      session.setChatHistory(request.messages.slice(0, -1).map(toHistoryItem));
      const grammar = request.grammar && (await grammarOf(request.grammar));
      const { stopReason } = await session.promptWithMeta(lastOf(request), {
        ...settings(request),
        ...(grammar && { grammar, repeatPenalty: GRAMMAR_PENALTY }),
      });
      return stopReason === 'maxTokens' ? 'length' : 'stop';
    } finally {
      session.dispose({ disposeSequence: false });
    }
  }

  async function writeAfterExamples(request: WriteRequest): Promise<'stop' | 'length'> {
    const { text, stops } = fewShot(request.messages);
    const contextSequence = sequenceFor('');
    await contextSequence.clearHistory();
    const completion = new llamaModule.LlamaCompletion({ contextSequence });
    const grammar = request.grammar && (await grammarOf(request.grammar));
    let begun = false;
    try {
      const { metadata } = await completion.generateCompletionWithMeta(text, {
        ...settings(request),
        ...(grammar && { grammar }),
        customStopTriggers: [...stops, ...request.stop],
        onTextChunk(piece) {
          // Gemma writes this token, meant for its larger models, at the end of a paragraph.
          const words = piece.replaceAll('<start_of_image>', ' ');
          // White space before the text belongs to the prompt, not to the answer.
          const shown = begun ? words : words.trimStart();
          begun ||= shown !== '';
          if (shown !== '') request.onText(shown);
        },
      });
      return metadata.stopReason === 'maxTokens' ? 'length' : 'stop';
    } finally {
      completion.dispose({ disposeSequence: false });
    }
  }

  return {
    model: options.name,
    async write(request) {
      tokens = 0;
      const finishReason = await (instruct ? writeAsInstructed : writeAfterExamples)(request);
      const words = instruct
        ? request.messages.map(({ content }) => content)
        : [fewShot(request.messages).text];
      const counts = words.map((text) => model.tokenize?.(text).length);
      const promptTokens = counts.reduce((sum = 0, count = 0) => sum + count, 0);
      return { finishReason, tokens, ...(promptTokens && { promptTokens }) };
    },
  };
}

const lastOf = ({ messages }: WriteRequest) => messages.at(-1)?.content ?? '';

function toHistoryItem({ role, content }: Message): HistoryItem {
  if (role === 'assistant') return { type: 'model', response: [content] };
  return { type: role === 'user' ? 'user' : 'system', text: content };
}
