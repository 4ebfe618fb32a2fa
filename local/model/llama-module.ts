// The part of node-llama-cpp that is used here. The package is installed outside the project's dependencies, so its own
// types are not there.

export interface Sequence {
  clearHistory(): Promise<void>;
}

export interface ContextOptions {
  contextSize: { max: number };
  batchSize: number;
  threads: number;
  sequences: number;
  flashAttention?: boolean;
  experimentalKvCacheKeyType?: 'Q8_0';
  experimentalKvCacheValueType?: 'Q8_0';
}

export interface GenerationOptions {
  maxTokens: number;
  temperature: number;
  minP: number;
  seed?: number;
  grammar?: object;
  repeatPenalty: { penalty: number; frequencyPenalty: number; lastTokens: number };
  customStopTriggers: string[];
  signal: AbortSignal;
  stopOnAbortSignal: boolean;
  onTextChunk(text: string): void;
  onToken(tokens: unknown[]): void;
}

/** What `generateCompletionWithMeta` resolves with; `promptWithMeta` has the reason at its top level. */
interface Completion {
  metadata: { stopReason: string };
}

interface ChatAnswer {
  stopReason: string;
}

export type HistoryItem =
  | { type: 'system'; text: string }
  | { type: 'user'; text: string }
  | { type: 'model'; response: string[] };

export interface LlamaModule {
  getLlama(options: object): Promise<{
    cpuMathCores: number;
    createGrammar(options: { grammar: string }): Promise<object>;
    loadModel(options: { modelPath: string; useMmap: boolean }): Promise<{
      filename?: string;
      fileInfo: { metadata: { tokenizer?: { chat_template?: string } } };
      tokenize?(text: string): unknown[];
      createContext(options: ContextOptions): Promise<{ getSequence(): Sequence }>;
    }>;
  }>;
  LlamaCompletion: new (options: {
    contextSequence: Sequence;
  }) => {
    generateCompletionWithMeta(text: string, options: GenerationOptions): Promise<Completion>;
    dispose(options: { disposeSequence: boolean }): void;
  };
  LlamaChatSession: new (options: {
    contextSequence: Sequence;
  }) => {
    setChatHistory(history: HistoryItem[]): void;
    promptWithMeta(text: string, options: GenerationOptions): Promise<ChatAnswer>;
    dispose(options: { disposeSequence: boolean }): void;
  };
}
