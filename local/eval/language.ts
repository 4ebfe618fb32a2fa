import { detect } from 'tinyld';

/**
 * The language of a text, as ISO 639-1; empty where it is not known. The marks of Markdown, hashtags and emoji belong to
 * no language.
 */
export const languageOf = (text: string): string =>
  detect(text.replace(/[#＃][\p{L}\p{N}_]+/gu, ' ').replace(/[^\p{L}\p{M}\p{N}\s'’.,!?]/gu, ' '));
