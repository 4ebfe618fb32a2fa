/** The words that a form itself uses, by the language of the text. */
export interface FormWords {
  introduction: string;
  conclusion: string;
}

const of = (introduction: string, conclusion: string): FormWords => ({ introduction, conclusion });

/** By BCP 47 language, with the script where it matters. */
export const FORM_WORDS: Readonly<Record<string, FormWords>> = {
  en: of('Introduction', 'Conclusion'),
  ar: of('المقدمة', 'الخاتمة'),
  cs: of('Úvod', 'Závěr'),
  da: of('Indledning', 'Konklusion'),
  de: of('Einleitung', 'Fazit'),
  el: of('Εισαγωγή', 'Συμπέρασμα'),
  es: of('Introducción', 'Conclusión'),
  fi: of('Johdanto', 'Yhteenveto'),
  fr: of('Introduction', 'Conclusion'),
  hi: of('परिचय', 'निष्कर्ष'),
  hu: of('Bevezetés', 'Összegzés'),
  it: of('Introduzione', 'Conclusione'),
  ja: of('はじめに', 'まとめ'),
  ko: of('서론', '결론'),
  nb: of('Innledning', 'Konklusjon'),
  nl: of('Inleiding', 'Conclusie'),
  pl: of('Wstęp', 'Podsumowanie'),
  pt: of('Introdução', 'Conclusão'),
  ro: of('Introducere', 'Concluzie'),
  ru: of('Введение', 'Заключение'),
  sv: of('Inledning', 'Slutsats'),
  tr: of('Giriş', 'Sonuç'),
  uk: of('Вступ', 'Висновок'),
  zh: of('引言', '结论'),
  'zh-Hant': of('引言', '結論'),
};

/** The words of a language; null for one that is not in the table. */
export function formWords(tag: string | undefined): FormWords | null {
  if (tag === undefined) return FORM_WORDS.en as FormWords;
  const { language, script } = new Intl.Locale(tag).maximize();
  return FORM_WORDS[`${language}-${script}`] ?? FORM_WORDS[language === 'no' ? 'nb' : language] ?? null;
}

/** How instructions name the heading of the conclusion. */
export function closingHeading(tag: string | undefined): string {
  const words = formWords(tag);
  return words ? `A heading "## ${words.conclusion}"` : 'A heading that means "Conclusion"';
}

/** The heading of the conclusion in GBNF: the words of the language, or any words where they are not known. */
export function closingRule(tag: string | undefined, others: readonly string[]): string {
  const words = formWords(tag);
  if (!words) return '[^\\n #*-] [^\\n]{2,60}';
  return (tag === undefined ? others : [words.conclusion]).map((word) => `"${word}"`).join(' | ');
}
