import { PASSAGE_TAGS } from './requests.js';

const { open, close } = PASSAGE_TAGS;

/** Takes white space and the tags of a passage off both ends of an answer. */
export class PassageFilter {
  #held = '';
  #opened = false;
  #begun = false;

  add(piece: string): string {
    this.#held += piece;
    if (!this.#begun) {
      this.#skip();
      if (this.#held === '' || (!this.#opened && open.startsWith(this.#held))) return '';
      this.#begun = true;
    }
    const end = endOf(this.#held);
    const text = this.#held.slice(0, end);
    this.#held = this.#held.slice(end);
    return text;
  }

  end(): string {
    const rest = this.#held.trimEnd();
    this.#held = '';
    return rest.endsWith(close) ? rest.slice(0, -close.length).trimEnd() : rest;
  }

  #skip() {
    this.#held = this.#held.trimStart();
    if (this.#opened || !this.#held.startsWith(open)) return;
    this.#opened = true;
    this.#held = this.#held.slice(open.length).trimStart();
  }
}

/** Where what may be the end of an answer begins: white space, and the closing tag or a part of it. */
function endOf(text: string): number {
  const last = text.lastIndexOf('<');
  const tail = last < 0 ? '' : text.slice(last).trimEnd();
  const isTag = tail !== '' && close.startsWith(tail) && (tail === close || text.endsWith(tail));
  return text.slice(0, isTag ? last : undefined).trimEnd().length;
}
