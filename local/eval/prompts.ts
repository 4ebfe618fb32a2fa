import { ContentType } from '../../src/writing/content-type.js';
import type { GenerationOptions } from '../../src/writing/options/options.js';

export interface EvalPrompt {
  type: ContentType;
  prompt: string;
  /** BCP 47; prompts that aren't English are reported apart. */
  language: string;
  options?: GenerationOptions;
}

const of = (type: ContentType, language: string, prompts: string[]): EvalPrompt[] =>
  prompts.map((prompt) => ({ type, language, prompt }));

/** Ordinary requests of shopkeepers and bloggers, ten a type, and two a type in other languages. Never changed: figures stay comparable. */
export const EVAL_PROMPTS: EvalPrompt[] = [
  ...of(ContentType.BLOG_POST_OUTLINE, 'en', [
    'A guide to baking sourdough bread at home for beginners',
    'How to start a vegetable garden on a small balcony',
    'Ten ways to save energy in an old house',
    'Why small shops should send a newsletter',
    'How to choose the right running shoes',
    'A weekend in Lisbon with children',
    'How to photograph jewellery with a phone',
    'What to know before adopting a cat',
    'Remote work: how to keep a team connected',
    'How to repair a bicycle puncture on the road',
  ]),
  ...of(ContentType.PRODUCT_DESCRIPTION, 'en', [
    'A water bottle that keeps tea warm for twelve hours',
    'Handmade soy candles with lavender scent, burning for 40 hours',
    'A foldable electric bicycle for commuters, 15 kg, range 60 km',
    'Organic cotton baby blanket, machine washable, made in Portugal',
    'Noise cancelling headphones with 30 hours of battery',
    'A leather wallet with room for eight cards',
    'Cold brew coffee maker, one litre, with a steel filter',
    'A standing desk with two motors and four memory positions',
    'Wooden train set for children from three years',
    'Garden solar lamps, waterproof, set of six',
  ]),
  ...of(ContentType.SOCIAL_MEDIA_CAPTION, 'en', [
    'Our coffee shop opens a second location on Saturday',
    'A behind the scenes photo of our pottery studio',
    'Summer sale: 20 percent off all sandals',
    'Our bakery has a new gluten free cake',
    'We are hiring a florist',
    'A customer photo of our hiking backpack in the Alps',
    'Thank you for 10,000 followers',
    'A new yoga class for beginners on Tuesday evenings',
    'Our restaurant has a new autumn menu with pumpkin soup',
    'A rescue dog that found a new home',
  ]),
  ...of(ContentType.EMAIL_NEWSLETTER, 'en', [
    'Our garden centre opens for the spring season',
    'A new cookbook with thirty vegetarian dinners',
    'The members of our climbing gym get a second boulder hall',
    'Our bookshop moves to a bigger house in May',
    'Three new walking tours through the old town',
    'A winter discount on wool blankets until Sunday',
    'How our roastery chooses coffee from Ethiopia',
    'Registration for the summer language courses begins',
    'The museum shows paintings by young artists',
    'Our repair café looks for volunteers with tools',
  ]),
  ...of(ContentType.BLOG_POST, 'en', [
    'Why indoor plants die in winter and how to save them',
    'How to plan a wedding dinner for sixty guests',
    'The first month of learning the piano as an adult',
    'How to clean and store camping equipment',
    'What makes a good password',
    'A beginner guide to keeping bees in the city',
    'How to read a pension statement',
    'Sewing curtains without a pattern',
    'Training for a first marathon in twenty weeks',
    'How small restaurants can waste less food',
  ]),
  ...of(ContentType.BLOG_POST_OUTLINE, 'de', ['Wie man auf einem kleinen Balkon Gemüse anbaut']),
  ...of(ContentType.BLOG_POST_OUTLINE, 'fr', ['Comment choisir un vélo pour aller au travail']),
  ...of(ContentType.PRODUCT_DESCRIPTION, 'es', ['Una mochila impermeable para ciclistas de ciudad']),
  ...of(ContentType.PRODUCT_DESCRIPTION, 'de', ['Ein handgefertigtes Schneidebrett aus Eichenholz']),
  ...of(ContentType.SOCIAL_MEDIA_CAPTION, 'fr', ['Notre boulangerie ouvre le dimanche matin']),
  ...of(ContentType.SOCIAL_MEDIA_CAPTION, 'es', ['Nueva colección de cerámica hecha a mano']),
  ...of(ContentType.EMAIL_NEWSLETTER, 'de', ['Unsere Buchhandlung zieht im Mai um']),
  ...of(ContentType.EMAIL_NEWSLETTER, 'fr', ['Les cours de poterie reprennent en septembre']),
  ...of(ContentType.BLOG_POST, 'de', ['Wie man Möbel aus Holz richtig ölt']),
  ...of(ContentType.BLOG_POST, 'es', ['Cómo elegir una bicicleta eléctrica de segunda mano']),
];
