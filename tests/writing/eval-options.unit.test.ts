import { describe, expect, it } from 'vitest';
import { languageOf } from '../../local/eval/language.js';
import { OPTION_CASES, type OptionCase } from '../../local/eval/option-cases.js';
import { type OptionResult, optionTable, sharesOf, tonePairs } from '../../local/eval/option-report.js';
import type { EvalPrompt } from '../../local/eval/prompts.js';
import { toneFigures } from '../../local/eval/tone.js';
import { TextLength, Tone } from '../../src/writing/options/options.js';

/** About 50 words each, the usual length of captions and descriptions. */
const TEXTS: [string, string][] = [
  [
    'en',
    'Our bakery has a new gluten free cake, and it took us three months to get it right. The base is made of almonds and rice flour, the filling of fresh lemons from the market. Come by on Saturday, try a slice with your coffee and tell us what you think! #GlutenFree #Cake',
  ],
  [
    'en',
    'Meet the wallet that grows old with you. It holds eight cards, a few notes and nothing else, so your pocket stays flat. The leather is tanned with bark and becomes darker every year. Order yours today and have it engraved with your initials before the holidays.',
  ],
  [
    'de',
    'Unsere Bäckerei hat einen neuen glutenfreien Kuchen, und wir haben drei Monate daran gearbeitet. Der Boden besteht aus Mandeln und Reismehl, die Füllung aus frischen Zitronen vom Markt. Komm am Samstag vorbei, probiere ein Stück zum Kaffee und sag uns, wie er dir schmeckt! #Glutenfrei #Kuchen',
  ],
  [
    'de',
    'Dieses Schneidebrett aus Eichenholz begleitet dich jahrelang durch die Küche. Es liegt ruhig auf der Arbeitsplatte, schont deine Messer und lässt sich mit wenig Wasser reinigen. Jedes Stück wird von Hand geschliffen und geölt. Bestelle deins noch heute und koche am Wochenende mit neuer Freude.',
  ],
  [
    'fr',
    'Notre boulangerie propose un nouveau gâteau sans gluten, et il nous a fallu trois mois pour le réussir. La base est faite d’amandes et de farine de riz, la garniture de citrons frais du marché. Passez samedi, goûtez-en une part avec votre café et dites-nous ce que vous en pensez !',
  ],
  [
    'fr',
    'Voici le portefeuille qui vieillit avec vous. Il contient huit cartes, quelques billets et rien d’autre, pour que votre poche reste plate. Le cuir est tanné avec de l’écorce et devient plus foncé chaque année. Commandez le vôtre dès maintenant et faites-le graver à vos initiales avant les fêtes.',
  ],
  [
    'es',
    'Nuestra panadería tiene un nuevo pastel sin gluten, y tardamos tres meses en lograrlo. La base es de almendras y harina de arroz, el relleno de limones frescos del mercado. Ven el sábado, prueba una porción con tu café y cuéntanos qué te parece. Te esperamos desde las ocho de la mañana.',
  ],
  [
    'es',
    'Esta mochila impermeable acompaña a los ciclistas de ciudad todos los días. Tiene un bolsillo acolchado para el ordenador, correas que no se mueven y una banda que brilla de noche. Cabe todo lo que necesitas para trabajar y entrenar. Pídela hoy y llega seco a la oficina mañana.',
  ],
  [
    'it',
    'La nostra panetteria ha una nuova torta senza glutine, e ci sono voluti tre mesi per farla bene. La base è di mandorle e farina di riso, il ripieno di limoni freschi del mercato. Passa sabato, assaggia una fetta con il caffè e dicci che cosa ne pensi!',
  ],
  [
    'it',
    'Ecco il portafoglio che invecchia con te. Contiene otto carte, qualche banconota e nient’altro, così la tasca resta piatta. La pelle è conciata con la corteccia e diventa più scura ogni anno. Ordina oggi il tuo e fallo incidere con le tue iniziali prima delle feste.',
  ],
];

describe('the language of a text of 50 words', () => {
  it.each(TEXTS)('is detected: %s, %s', (language, text) => expect(languageOf(text)).toBe(language));
  it('is null for a text without words', () => expect(languageOf('🍰 #cake')).toBe(''));
});

const caseOf = (name: string) => OPTION_CASES.find((each) => each.name === name) as OptionCase;
const result = (option: string, prompt: EvalPrompt, first: string, text = first): OptionResult => ({
  option,
  prompt,
  first,
  text,
  error: null,
});

describe('compliance with an option', () => {
  const promptOf = (options: EvalPrompt['options']): EvalPrompt => ({
    type: 'SOCIAL_MEDIA_CAPTION',
    prompt: 'Cake',
    language: 'en',
    ...(options && { options }),
  });

  it('is counted before and after the repair', () => {
    const [prompt] = caseOf('keywords').prompts;
    const shares = sharesOf([result('keywords', prompt as EvalPrompt, 'Flour.', 'Flour on Saturday.')]);
    expect(shares).toEqual([{ option: 'keywords', texts: 1, of: 2, before: 1, after: 2 }]);
    const short = promptOf({ length: TextLength.SHORT });
    expect(caseOf('length').obeys('Cake for everybody! 🍰 #cake', short)).toEqual({ obeyed: 1, of: 1 });
    expect(caseOf('length').obeys('Cake '.repeat(30), short)).toEqual({ obeyed: 0, of: 1 });
    const german = promptOf({ language: 'de' });
    expect(TEXTS.map(([, text]) => caseOf('language').obeys(text, german).obeyed)).toEqual(
      TEXTS.map(([language]) => (language === 'de' ? 1 : 0)),
    );
    expect(optionTable([result('language', german, TEXTS[0]?.[1] ?? '', TEXTS[2]?.[1])])).toContain(
      '| language | 1 | 0 of 1 (0 %) | 1 of 1 (100 %) |',
    );
  });

  it('is compared in pairs for a tone', () => {
    expect(toneFigures("You're here! We don't wait for you.")).toMatchObject({
      exclamations: expect.closeTo(100 / 7),
    });
    const of = (tone: Tone, text: string) => result('tone', promptOf({ tone }), text);
    const pairs = tonePairs([
      of(Tone.ENTHUSIASTIC, 'Cake! Wow!'),
      of(Tone.FORMAL, 'We offer cake.'),
      of(Tone.CASUAL, 'There is cake.'),
    ]);
    expect(pairs.map((pair) => /: ([^:]*)$/.exec(pair)?.[1])).toEqual(['as expected', 'not as expected']);
  });
});
