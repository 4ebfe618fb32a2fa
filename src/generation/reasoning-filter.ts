/** Tags around a model's reasoning, as the templates of Qwen, DeepSeek and others write them. */
const TAGS = ['think', 'thinking', 'reasoning'];
const OPENING = new RegExp(`<(${TAGS.join('|')})>`, 'i');
/** The longest start of a tag that may still become one, so that it is held back. */
const LONGEST = Math.max(...TAGS.map((tag) => `</${tag}>`.length));

/**
 * Takes reasoning out of a text while it arrives, wherever its tags are split. What an unclosed tag opens is dropped.
 */
export class ReasoningFilter {
  #held = '';
  /** The tag that is open. */
  #tag: string | null = null;
  /** Nothing but white space has come out yet: what surrounds the reasoning is no part of the text. */
  #atStart = true;
  #removed = false;

  /** @returns what is text for certain */
  add(piece: string): string {
    this.#held += piece;
    let text = '';
    for (;;) {
      const tag = this.#tag;
      const found = tag === null ? OPENING.exec(this.#held) : new RegExp(`</${tag}>`, 'i').exec(this.#held);
      if (!found) break;
      if (tag === null) text += this.#held.slice(0, found.index);
      this.#held = this.#held.slice(found.index + found[0].length);
      this.#tag = tag === null ? (found[1] ?? '').toLowerCase() : null;
      this.#removed = true;
    }
    if (this.#tag !== null) {
      this.#held = this.#held.slice(-LONGEST);
      return this.#out(text);
    }
    const start = this.#held.lastIndexOf('<');
    const mayBeTag =
      start >= 0 && this.#held.length - start < LONGEST && mayBecomeTag(this.#held.slice(start));
    const end = mayBeTag ? start : this.#held.length;
    text += this.#held.slice(0, end);
    this.#held = this.#held.slice(end);
    return this.#out(text);
  }

  /** @returns what was held back and is text after all */
  end(): string {
    const rest = this.#tag === null ? this.#held : '';
    this.#held = '';
    return this.#out(rest);
  }

  #out(text: string): string {
    if (!this.#atStart || !this.#removed) {
      if (text.trim() !== '') this.#atStart = false;
      return text;
    }
    const trimmed = text.trimStart();
    if (trimmed !== '') this.#atStart = false;
    return trimmed;
  }
}

const mayBecomeTag = (start: string) => TAGS.some((tag) => `<${tag}>`.startsWith(start.toLowerCase()));
