import type { Platform, TextLength, Tone } from '../gql/graphql.js';

export const TONES: Record<Tone, string> = {
  PROFESSIONAL: 'Professional',
  FRIENDLY: 'Friendly',
  CASUAL: 'Casual',
  FORMAL: 'Formal',
  ENTHUSIASTIC: 'Enthusiastic',
  HUMOROUS: 'Humorous',
  INFORMATIVE: 'Informative',
  PERSUASIVE: 'Persuasive',
  EMPATHETIC: 'Empathetic',
  INSPIRING: 'Inspiring',
};

export const LENGTHS: Record<TextLength, string> = { SHORT: 'Short', MEDIUM: 'Medium', LONG: 'Long' };

export const PLATFORMS: Record<Platform, string> = {
  INSTAGRAM: 'Instagram',
  X: 'X',
  LINKEDIN: 'LinkedIn',
  TIKTOK: 'TikTok',
  FACEBOOK: 'Facebook',
};

/** The languages that the form offers; the API accepts any. */
const LANGUAGES =
  'ar cs da de el en es fi fr hi hu it ja ko nb nl pl pt pt-BR ro ru sv tr uk zh zh-Hant'.split(' ');

const names = new Intl.DisplayNames(['en'], { type: 'language' });

export const languageName = (tag: string): string => names.of(tag) ?? tag;

export const languages = LANGUAGES.map((value) => ({ value, label: languageName(value) })).sort((a, b) =>
  a.label.localeCompare(b.label, 'en'),
);

/** Entries of a select, after the entry for no choice. */
export const choices = (none: string, labels: Record<string, string>) => [
  { value: '', label: none },
  ...Object.entries(labels).map(([value, label]) => ({ value, label })),
];
