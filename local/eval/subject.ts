import { stemmer } from 'stemmer';

/** Words without a meaning of their own, in the prompts' languages. */
const STOP_WORDS = new Set(
  `a about all an and are as at be before by can do for from has have how i in into is it its keep know new of off on
  one or our out right should than thank that the their them there this to two ten up was we what when where which who
  why will with you your
  auf aus dem den der des die ein eine einem einen einer für im in ist man mit und von wie zu
  au aller à ce ces de des du en est et la le les notre nos ou par pour sur un une comment
  con de del el en es la las los nueva nuevo para por que se su un una y`
    .split(/\s+/)
    .filter(Boolean),
);

/** The words of a text that carry its subject, each reduced to its stem (Porter). */
export function contentWords(text: string): Set<string> {
  // A hashtag such as #CoffeeShop holds two words.
  const spaced = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const words = spaced.toLowerCase().match(/[\p{L}\p{M}]+|\p{N}+(?:[.,]\p{N}+)*/gu) ?? [];
  return new Set(words.filter((word) => word.length > 1 && !STOP_WORDS.has(word)).map(stemmer));
}

/** Whether at least half of the prompt's content words occur in the text. */
export function onSubject(prompt: string, text: string): boolean {
  const asked = [...contentWords(prompt)];
  const found = contentWords(text);
  return asked.filter((word) => found.has(word)).length * 2 >= asked.length;
}
