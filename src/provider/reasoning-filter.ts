/** Tags around a model's reasoning, as the templates of Qwen, DeepSeek and others write them. */
const TAGS = ['think', 'thinking', 'reasoning'];
const ANY_TAG = new RegExp(`<(/?)(${TAGS.join('|')})>`, 'gi');
/** The longest start of a tag that may still become one, so that it is held back. */
const LONGEST = Math.max(...TAGS.map((tag) => `</${tag}>`.length));

/**
 * Whether a model's template opens the reasoning, so that only the closing tag comes: `likely` and `known` hold the text
 * back until that tag is there.
 */
export type Unopened = 'no' | 'likely' | 'known';

/** Models that always reason, by name. */
const REASONING_MODEL = /(?:^|[^a-z])(?:r1|qwq|reasoner|reasoning|thinking)(?:[^a-z]|$)/i;

/** The expectation for a model of which only the name is known. */
export const unopenedByName = (model: string): Unopened => (REASONING_MODEL.test(model) ? 'likely' : 'no');

/**
 * Removes reasoning from a text while it arrives, wherever its tags are split. Drops the text after an unclosed tag,
 * and the text before a closing tag that was not opened. A tag in backticks is text.
 */
export class ReasoningFilter {
  #held = '';
  /** The tag that is open. */
  #tag: string | null = null;
  /** Only white space was output so far: the white space around reasoning is not part of the text. */
  #atStart = true;
  #removed = false;
  #closedAlone = false;
  /** The last character of the output. */
  #last = '';
  #holding: boolean;

  /** @param onRestart called when the output so far turns out to be reasoning: the text restarts. */
  constructor(
    private readonly unopened: Unopened,
    private readonly onRestart: () => void,
  ) {
    this.#holding = unopened !== 'no';
  }

  /** A closing tag came without an opening one. */
  get closedAlone(): boolean {
    return this.#closedAlone;
  }

  /** Marks the reasoning as sent apart from the text: none is expected in it. */
  isSeparate() {
    this.#holding = false;
  }

  /** @returns the part that is certainly text */
  add(piece: string): string {
    this.#held += piece;
    let text = '';
    for (;;) {
      const found = this.#nextTag();
      if (!found) break;
      const before = this.#held.slice(0, found.index);
      this.#held = this.#held.slice(found.index + found[0].length);
      const closes = found[1] === '/';
      if (closes && this.#tag === null && !this.#removed) {
        text = '';
        this.#restart();
      } else if (this.#tag === null) text += before;
      this.#tag = closes ? null : (found[2] ?? '').toLowerCase();
      this.#removed = true;
      this.#holding = false;
    }
    if (this.#tag !== null) {
      this.#held = this.#held.slice(-LONGEST);
      return this.#out(text);
    }
    if (this.#holding) return '';
    const start = this.#held.lastIndexOf('<');
    const mayBeTag =
      start >= 0 && this.#held.length - start < LONGEST && mayBecomeTag(this.#held.slice(start));
    const end = mayBeTag ? start : this.#held.length;
    text += this.#held.slice(0, end);
    this.#held = this.#held.slice(end);
    return this.#out(text);
  }

  /**
   * @param cutOff the text ends early: what was held back of a model that is known to reason is reasoning only.
   * @returns the rest that was held back, if it is text
   */
  end(cutOff: boolean): string {
    const isReasoning = this.#tag !== null || (this.#holding && cutOff && this.unopened === 'known');
    const rest = isReasoning ? '' : this.#held;
    this.#held = '';
    return this.#out(rest);
  }

  #nextTag(): RegExpExecArray | null {
    const open = this.#tag;
    for (const found of this.#held.matchAll(ANY_TAG)) {
      if (open !== null) {
        if (found[1] === '/' && found[2]?.toLowerCase() === open) return found;
        continue;
      }
      const before = found.index > 0 ? this.#held[found.index - 1] : this.#last;
      if (before !== '`') return found;
    }
    return null;
  }

  #restart() {
    this.#closedAlone = true;
    if (!this.#atStart) this.onRestart();
    this.#atStart = true;
    this.#last = '';
  }

  #out(text: string): string {
    let out = text;
    if (this.#atStart && this.#removed) out = text.trimStart();
    if (out.trim() !== '') this.#atStart = false;
    this.#last = out.at(-1) ?? this.#last;
    return out;
  }
}

const mayBecomeTag = (start: string) =>
  TAGS.some(
    (tag) => `<${tag}>`.startsWith(start.toLowerCase()) || `</${tag}>`.startsWith(start.toLowerCase()),
  );
