const LENGTH = 220;
/** How much of what comes before a found word is shown, in characters. */
const BEFORE = 60;

/** The beginning of a text, or the part around the first place that was looked for; on one line, without Markdown's signs. */
export function excerpt(body: string, search: string | null): string {
  const text = body
    .replace(/^[#>\-*\s]+/gm, '')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const at = search ? text.toLowerCase().indexOf(search.toLowerCase()) : -1;
  const from = at > LENGTH - 40 ? at - BEFORE : 0;
  const part = text.slice(from, from + LENGTH);
  return `${from > 0 ? '…' : ''}${part}${from + LENGTH < text.length ? '…' : ''}`;
}

/** A text cut at each place that was looked for: odd parts are those places. */
export function partsOf(text: string, search: string | null): string[] {
  if (!search) return [text];
  return text.split(new RegExp(`(${search.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`, 'giu'));
}
