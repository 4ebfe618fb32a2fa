import { ContentType } from '../../../writing/content-type.js';
import { choice, defineBuiltIn, longText, number, OPTIONAL, text } from './define.js';

export const PRODUCT_DESCRIPTIONS = defineBuiltIn(ContentType.PRODUCT_DESCRIPTION, [
  {
    id: 'builtin:product-shop',
    version: 1,
    name: 'Online shop',
    description: 'A product page that answers what buyers ask.',
    prompt: `A product for an online shop: {{product}}.
For: {{audience}}
Facts: {{facts}}
Turn each fact into what the buyer gains from it. Invent no facts, awards or reviews.
What buyers doubt before they order: {{doubt}}
Tone: {{tone}}.`,
    variables: [
      text('product', 'Product'),
      text('audience', 'Who buys it'),
      longText('facts', 'Facts: material, size, functions, what is in the box'),
      longText('doubt', 'What buyers doubt', OPTIONAL),
      choice('tone', 'Tone', 'friendly', 'factual', 'luxurious', 'playful'),
    ],
  },
  {
    id: 'builtin:product-marketplace',
    version: 1,
    name: 'Marketplace listing',
    description: 'For Amazon, eBay or Etsy: found by search, clear at a glance.',
    prompt: `A listing of {{product}} by {{brand}} on {{marketplace}}.
Keywords that buyers search for: {{keywords}}
Put the most important keyword at the beginning of the headline, and the others where they read naturally, each once.
Facts: {{facts}}
The first feature is what sets it apart from similar listings: {{difference}}
No superlatives that cannot be shown, no prices, no words about delivery.`,
    variables: [
      text('product', 'Product'),
      text('brand', 'Brand'),
      choice('marketplace', 'Marketplace', 'Amazon', 'eBay', 'Etsy', 'Walmart'),
      text('keywords', 'Keywords, separated by commas'),
      longText('facts', 'Facts: material, size, compatibility'),
      text('difference', 'What sets it apart'),
    ],
  },
  {
    id: 'builtin:product-software',
    version: 1,
    name: 'Software or app',
    description: 'What a program does for its users, without jargon.',
    prompt: `{{product}}, software for {{audience}}.
The job that it does for them: {{job}}
How they do it today, and what that costs them: {{today}}
Functions: {{functions}}
Begin with the result, not with the technology. Each feature names a task that becomes shorter or disappears.
How to start: {{start}}`,
    variables: [
      text('product', 'Name of the software'),
      text('audience', 'Who uses it'),
      longText('job', 'What it does for them'),
      longText('today', 'How they do it today', OPTIONAL),
      longText('functions', 'Functions'),
      text('start', 'How to start', { default: 'a free trial' }),
    ],
  },
  {
    id: 'builtin:product-handmade',
    version: 1,
    name: 'Handmade or food',
    description: 'Origin, craft and senses, for small makers.',
    prompt: `{{product}}, made by {{maker}} in {{place}}.
What it is made of: {{ingredients}}
How it is made: {{craft}}
Let the reader see, smell, taste or feel it in the first two sentences. Be concrete, and use no word that would fit any product.
Edition: {{pieces}} pieces.
Goes well with: {{goes_with}}`,
    variables: [
      text('product', 'Product'),
      text('maker', 'Who makes it'),
      text('place', 'Where'),
      longText('ingredients', 'Material or ingredients'),
      longText('craft', 'How it is made'),
      number('pieces', 'Pieces in the edition', OPTIONAL),
      text('goes_with', 'Goes well with', OPTIONAL),
    ],
  },
  {
    id: 'builtin:product-service',
    version: 1,
    name: 'Service or course',
    description: 'What clients get, for whom it is and for whom not.',
    prompt: `A service: {{service}}, by {{provider}}.
For: {{audience}}
Their situation before: {{before}}
Their situation after: {{after}}
What is included: {{included}}
Say honestly for whom it is not: {{not_for}}
Call to action: {{call}}.`,
    variables: [
      text('service', 'Service or course'),
      text('provider', 'Who offers it'),
      text('audience', 'Who needs it'),
      longText('before', 'The clients’ situation before'),
      longText('after', 'The clients’ situation after'),
      longText('included', 'What is included: hours, materials, dates'),
      text('not_for', 'For whom it is not', OPTIONAL),
      text('call', 'Call to action', { default: 'book a first talk' }),
    ],
  },
]);
