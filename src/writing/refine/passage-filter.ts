import { PASSAGE_TAGS } from './requests.js';

const { open, close, others } = PASSAGE_TAGS;
/** The passage ends at its closing tag, and where a model goes on with the text around it. */
const ENDS = [close, ...others.map((tag) => `\n${tag}`)];

/** Takes white space and the tags of a passage off both ends of an answer, with all that follows the passage. */
export class PassageFilter {
  #held = '';
  #opened = false;
  #begun = false;
  #ended = false;

  add(piece: string): string {
    if (this.#ended) return '';
    this.#held += piece;
    if (!this.#begun) {
      this.#skip();
      if (this.#held === '' || (!this.#opened && open.startsWith(this.#held))) return '';
      this.#begun = true;
    }
    const found = ENDS.map((end) => this.#held.indexOf(end)).filter((at) => at >= 0);
    this.#ended = found.length > 0;
    if (this.#ended) this.#held = this.#held.slice(0, Math.min(...found)).trimEnd();
    const end = this.#ended ? this.#held.length : certainOf(this.#held);
    const text = this.#held.slice(0, end);
    this.#held = this.#held.slice(end);
    return text;
  }

  end(): string {
    const rest = this.#held.trimEnd();
    this.#held = '';
    return rest;
  }

  #skip() {
    this.#held = this.#held.trimStart();
    if (this.#opened || !this.#held.startsWith(open)) return;
    this.#opened = true;
    this.#held = this.#held.slice(open.length).trimStart();
  }
}

/** The length of the text without white space and the beginning of a tag at its end, which may be more of the end. */
function certainOf(text: string): number {
  const last = text.lastIndexOf('<');
  const tail = last < 0 ? '' : text.slice(last);
  const isTag = tail !== '' && [close, ...others].some((tag) => tag.startsWith(tail));
  return text.slice(0, isTag ? last : undefined).trimEnd().length;
}
