/** How models begin that announce a text before they write it, in the languages that they write. */
const STARTERS = [
  ...['here is', "here's", 'here’s', 'here are', 'sure', 'certainly', 'of course', 'absolutely'],
  ...['hier ist', 'hier sind', 'natürlich', 'selbstverständlich', 'gerne'],
  ...['voici', 'bien sûr', 'bien entendu', 'certainement'],
  ...['aquí está', 'aquí están', 'aquí tienes', 'por supuesto', 'claro', 'desde luego'],
  ...['aqui está', 'aqui estão', 'com certeza', 'ecco', 'certo', 'certamente'],
  ...['hier is', 'hier zijn', 'natuurlijk', 'oto', 'oczywiście', 'вот', 'конечно'],
  ...['以下是', '这是', '當然', '当然', '以下は', 'こちらは', 'もちろん', '다음은', '물론'],
];
/** The ends of such a line; the second one is that of Chinese and Japanese. */
const COLONS = [':', '：'];
/** A longer first line is a text's own. */
const MAX_PREAMBLE = 160;
const FENCE = '```';

/**
 * Removes what models wrap a text in, while it arrives: a first line such as "Here is your outline:", and a code fence
 * around the whole. A fence within the text stays.
 */
export class WrappingFilter {
  #held = '';
  #begun = false;
  #fenced = false;
  /** Something was removed, and with it the white space after it. */
  #stripped = false;

  /** @returns the part that is certainly text */
  add(piece: string): string {
    this.#held += piece;
    if (!this.#begun && !this.#begin(false)) return '';
    return this.#release();
  }

  /** @returns the rest that was held back, if it is text */
  end(): string {
    if (!this.#begun) this.#begin(true);
    const rest = this.#fenced ? this.#held.replace(/(?:^|\n)```\s*$/, '') : this.#held;
    this.#held = '';
    return rest;
  }

  /** Decides on the text's beginning, once enough of it is there. */
  #begin(last: boolean): boolean {
    for (;;) {
      const text = this.#held.trimStart();
      const end = text.indexOf('\n');
      const line = (end < 0 ? text : text.slice(0, end)).trim();
      const whole = end >= 0 || last;
      if (!whole && mayBeWrapping(line)) return false;
      const more = end >= 0 ? text.slice(end + 1) : '';
      if (whole && !this.#fenced && isFence(line) && (more.trim() !== '' || !last)) {
        this.#fenced = true;
        this.#stripped = true;
        this.#held = more;
        continue;
      }
      if (whole && isPreamble(line) && (more.trim() !== '' || !last)) {
        this.#stripped = true;
        this.#held = more;
        continue;
      }
      if (this.#stripped) this.#held = text;
      this.#begun = text !== '';
      return this.#begun;
    }
  }

  /** In a fence, what may be its end is held back until more comes after it. */
  #release(): string {
    const end = this.#fenced ? /\n?`{0,3}\s*$/.exec(this.#held)?.index : undefined;
    const text = this.#held.slice(0, end);
    this.#held = end === undefined ? '' : this.#held.slice(end);
    return text;
  }
}

const isFence = (line: string) => /^```\w*$/.test(line);

function isPreamble(line: string): boolean {
  const text = line.toLowerCase();
  return (
    line.length <= MAX_PREAMBLE &&
    COLONS.some((colon) => text.endsWith(colon)) &&
    STARTERS.some((starter) => text.startsWith(starter))
  );
}

function mayBeWrapping(line: string): boolean {
  if (line.length > MAX_PREAMBLE) return false;
  const text = line.toLowerCase();
  return (
    FENCE.startsWith(text.slice(0, FENCE.length)) ||
    STARTERS.some((starter) => starter.startsWith(text) || text.startsWith(starter))
  );
}
