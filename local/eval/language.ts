import { detect } from 'tinyld';

/** The language of a text, as ISO 639-1; empty if it is not known. Markdown, hashtags and emoji are ignored. */
export const languageOf = (text: string): string =>
  detect(text.replace(/[#＃][\p{L}\p{N}_]+/gu, ' ').replace(/[^\p{L}\p{M}\p{N}\s'’.,!?]/gu, ' '));
