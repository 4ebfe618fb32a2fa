declare module 'linebreak' {
  /** Where lines may break (UAX 14). */
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { position: number; required: boolean } | null;
  }
}

declare module 'bidi-js' {
  export interface Levels {
    levels: Uint8Array;
  }
  /** The order of letters in lines (UAX 9). */
  export default function createBidi(): {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl'): Levels;
    getMirroredCharacter(sign: string): string | null;
  };
}
