import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fewShot } from './few-shot.js';
import { writeSteps } from './steps.js';

export interface WriteRequest {
  system: string;
  prompt: string;
  maxTokens: number;
  temperature: number;
  stop: string[];
  signal: AbortSignal;
  onText(text: string): void;
}

/** Whatever writes a text piece by piece; the HTTP side of the model server knows no more of a model. */
export interface TextSource {
  readonly model: string;
  /** Resolves with why it stopped. */
  write(request: WriteRequest): Promise<'stop' | 'length'>;
}

/** The part of node-llama-cpp that is used here; it is installed outside the project's dependencies. */
interface Sequence {
  clearHistory(): Promise<void>;
}
interface GenerationOptions {
  maxTokens: number;
  temperature: number;
  minP: number;
  seed?: number;
  repeatPenalty: { penalty: number; frequencyPenalty: number; lastTokens: number };
  customStopTriggers: string[];
  signal: AbortSignal;
  stopOnAbortSignal: boolean;
  onTextChunk(text: string): void;
}
interface Answer {
  metadata: { stopReason: string; customStopTrigger?: unknown };
}
interface LlamaModule {
  getLlama(options: object): Promise<{
    cpuMathCores: number;
    loadModel(options: { modelPath: string }): Promise<{
      filename?: string;
      fileInfo: { metadata: { tokenizer?: { chat_template?: string } } };
      createContext(options: {
        contextSize: { max: number };
        threads: number;
      }): Promise<{ getSequence(): Sequence }>;
    }>;
  }>;
  LlamaCompletion: new (options: {
    contextSequence: Sequence;
  }) => {
    generateCompletionWithMeta(text: string, options: GenerationOptions): Promise<Answer>;
    dispose(options: { disposeSequence: boolean }): void;
  };
  LlamaChatSession: new (options: {
    contextSequence: Sequence;
    systemPrompt: string;
  }) => {
    promptWithMeta(text: string, options: GenerationOptions): Promise<Answer>;
    dispose(options: { disposeSequence: boolean }): void;
  };
}

/** Prompts are up to 4,000 characters, and the longest answer 1,500 tokens. */
const CONTEXT_SIZE = 4_096;
/** The last is a token of Gemma's bigger relatives, which it puts where a paragraph ends. */
const ENDS_OF_LINE = ['\n', '###', '<start_of_image>'];

/** Loads a GGUF file: an instruct model (one with a chat template) is told what to do, a base model shown examples. */
export async function loadModel(options: {
  runtimeDir: string;
  file: string;
  name: string;
}): Promise<TextSource> {
  const entry = join(options.runtimeDir, 'node_modules', 'node-llama-cpp', 'dist', 'index.js');
  const llamaModule = (await import(pathToFileURL(entry).href)) as LlamaModule;
  const llama = await llamaModule.getLlama({
    build: 'never',
    gpu: false,
    logLevel: 'error',
    progressLogs: false,
  });
  const model = await llama.loadModel({ modelPath: options.file });
  // Its default is 4 threads at least, which on 2 cores spin against one another: 0.4 tokens a second, not 60.
  const context = await model.createContext({
    contextSize: { max: CONTEXT_SIZE },
    threads: llama.cpuMathCores,
  });
  const contextSequence = context.getSequence();
  const instruct = Boolean(model.fileInfo.metadata.tokenizer?.chat_template);

  const settings = (request: WriteRequest): GenerationOptions => ({
    maxTokens: request.maxTokens,
    temperature: request.temperature,
    minP: 0.08,
    repeatPenalty: { penalty: 1.15, frequencyPenalty: 0.1, lastTokens: 128 },
    customStopTriggers: request.stop,
    signal: request.signal,
    stopOnAbortSignal: false,
    onTextChunk: request.onText,
  });

  async function writeAsInstructed(request: WriteRequest): Promise<'stop' | 'length'> {
    const session = new llamaModule.LlamaChatSession({ contextSequence, systemPrompt: request.system });
    try {
      const { metadata } = await session.promptWithMeta(request.prompt, settings(request));
      return metadata.stopReason === 'maxTokens' ? 'length' : 'stop';
    } finally {
      session.dispose({ disposeSequence: false });
    }
  }

  async function writeAfterExamples(request: WriteRequest): Promise<'stop' | 'length'> {
    const completion = new llamaModule.LlamaCompletion({ contextSequence });
    try {
      return await writeSteps({
        ...fewShot(request.system, request.prompt),
        maxTokens: request.maxTokens,
        onText: request.onText,
        async complete(text, maxTokens) {
          let written = '';
          let tokens = 0;
          const { metadata } = await completion.generateCompletionWithMeta(text, {
            ...settings(request),
            seed: randomInt(2 ** 31),
            maxTokens,
            customStopTriggers: [...ENDS_OF_LINE, ...request.stop],
            onTextChunk(piece) {
              written += piece;
              tokens += 1;
            },
          });
          return {
            text: written,
            tokens,
            cut: metadata.stopReason === 'maxTokens',
            asked: request.stop.includes(String(metadata.customStopTrigger)),
          };
        },
      });
    } finally {
      completion.dispose({ disposeSequence: false });
    }
  }

  return {
    model: options.name,
    async write(request) {
      await contextSequence.clearHistory();
      return instruct ? writeAsInstructed(request) : writeAfterExamples(request);
    },
  };
}
