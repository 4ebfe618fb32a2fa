/** A part of a text, in UTF-16 code units. */
export interface Passage {
  start: number;
  end: number;
}

/** A text field has one line feed for each line break, so its positions may differ from those of the text. */
export function placeInText(text: string, place: number): number {
  let at = 0;
  for (let passed = 0; passed < place && at < text.length; passed++)
    at += text.startsWith('\r\n', at) ? 2 : 1;
  return at;
}

/** The selection in a text field; null if it is only white space. */
export function selectedIn(field: HTMLTextAreaElement | null, text: string): Passage | null {
  if (!field || field.selectionStart === field.selectionEnd) return null;
  const start = placeInText(text, field.selectionStart);
  const end = placeInText(text, field.selectionEnd);
  return text.slice(start, end).trim() === '' ? null : { start, end };
}
