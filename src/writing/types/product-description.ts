import {
  type Check,
  contentType,
  type Form,
  inWords,
  type LayoutOptions,
  present,
  type Range,
  text,
  texts,
  times,
  wholeSentences,
  wordCount,
} from '../form.js';
import { type Block, blocksOf } from '../markdown.js';
import { inLanguage } from '../options/language.js';
import { TextLength } from '../options/options.js';

export interface ProductDescription {
  headline: string;
  body: string;
  features: string[];
  callToAction: string;
}

/** The form asks for the least; a list without an end is no better. */
const USUAL: Range = { min: 3, max: 6 };
const FEATURES: Record<TextLength, Range> = {
  [TextLength.SHORT]: { min: 3, max: 4 },
  [TextLength.MEDIUM]: USUAL,
  [TextLength.LONG]: { min: 5, max: 8 },
};
const WORDS: Record<TextLength, Range> = {
  [TextLength.SHORT]: { min: 40, max: 100 },
  [TextLength.MEDIUM]: { min: 80, max: 250 },
  [TextLength.LONG]: { min: 200, max: 450 },
};
/** In characters, of a paragraph in the grammar. */
const PARAGRAPH: Record<TextLength, Range> = {
  [TextLength.SHORT]: { min: 20, max: 160 },
  [TextLength.MEDIUM]: { min: 20, max: 700 },
  [TextLength.LONG]: { min: 200, max: 900 },
};
/** In characters, of a feature in the grammar; with 160 in a short text, its list alone may have all its words. */
const FEATURE: Record<TextLength, Range> = {
  [TextLength.SHORT]: { min: 2, max: 90 },
  [TextLength.MEDIUM]: { min: 2, max: 160 },
  [TextLength.LONG]: { min: 2, max: 160 },
};
const featuresOf = ({ length }: LayoutOptions) => (length ? FEATURES[length] : USUAL);

function instructions(options: LayoutOptions = {}): string {
  const { length = TextLength.MEDIUM, language } = options;
  const features = featuresOf(options);
  // The form accepts one more than it asks for.
  const asked = { ...features, max: Math.max(features.min, features.max - 1) };
  const benefit =
    length === TextLength.SHORT
      ? 'its benefit for the customer in a few words'
      : 'its benefit for the customer';
  return `You are an expert copywriter. Write persuasive copy for the user's product. Write Markdown in this order:

1. A headline about the product, as a heading with "# ".
2. A paragraph that names the product, says for whom it is and what it changes for them.
3. A list of ${inWords(asked)} features, each with ${benefit}. The lines begin with "- ".
4. A last paragraph that is a clear call to action.

Write ${inWords(WORDS[length])} words, vividly and to the point. Use only facts that the user gives or that follow from them; do not invent prices, awards or test results. Answer with the description only, ${inLanguage(language)}.`;
}

function grammar(options: LayoutOptions = {}): string {
  const { length = TextLength.MEDIUM } = options;
  return `root ::= "# " line "\\n\\n" words "\\n\\n" ("- " feature "\\n")${times(featuresOf(options))} "\\n" words
line ::= [^\\n #-] [^\\n]{2,160}
feature ::= [^\\n #-] ${wholeSentences(FEATURE[length])} [.!?]?
words ::= [^\\n #*-] ${wholeSentences(PARAGRAPH[length])} [.!?]?
`;
}

interface FoundParts {
  headline: string | null;
  body: string | null;
  features: string[];
  callToAction: string | null;
}

const CALL =
  /^(?:call to action|cta|handlungsaufforderung|llamada a la acción|appel à l['’]action)\s*[:：]?\s*/iu;

function partsOf(text: string): FoundParts {
  const blocks = blocksOf(text);
  const isFeatures = featureBlocks(blocks);
  const lastFeature = blocks.findLastIndex((block) => isFeatures.has(block));
  const features = blocks.filter((block) => isFeatures.has(block)).flatMap(featuresIn);
  const after = lastFeature < 0 ? [] : blocks.slice(lastFeature + 1);
  const end = (lastFeature < 0 ? blocks : after).at(-1);
  const last = end === blocks[0] ? undefined : end;
  const callToAction = last ? wordsOf(last).replace(CALL, '') : '';
  const between = blocks.filter((block) => !isFeatures.has(block) && block !== last);
  const { headline, rest } = takeHeadline(between);
  // "Features:" introduces its list and says nothing of the product.
  const body = rest.filter((block) => block.kind === 'paragraph' && !/[:：]$/.test(block.text)).map(wordsOf);
  return {
    headline,
    body: body.length > 0 ? body.join('\n\n') : null,
    features,
    callToAction: callToAction || null,
  };
}

/** The lists; without one, paragraphs that begin with a label. */
function featureBlocks(blocks: Block[]): Set<Block> {
  const lists = blocks.filter(({ kind }) => kind === 'list');
  if (lists.length > 0) return new Set(lists);
  return new Set(
    blocks.filter((block) => block.kind === 'paragraph' && block.label !== null && !CALL.test(block.label)),
  );
}

function featuresIn(block: Block): string[] {
  if (block.kind !== 'list') return [wordsOf(block)];
  return block.items.map(({ text, points }) => [text, ...points].filter(Boolean).join('; '));
}

/** A heading, or else the opening: the first paragraph, or its first sentence where there is no other. */
function takeHeadline(blocks: Block[]): { headline: string | null; rest: Block[] } {
  const [first, ...rest] = blocks;
  if (!first) return { headline: null, rest };
  const words = wordsOf(first).replace(/^(?:headline|title|überschrift|titel|titular)\s*[:：]\s*/iu, '');
  if (first.kind === 'heading' || rest.some(({ kind }) => kind === 'paragraph'))
    return { headline: words, rest };
  const [, sentence = words, others = ''] = /^(.+?[.!?…])\s+(.+)$/su.exec(words) ?? [];
  if (others === '') return { headline: words, rest };
  return { headline: sentence, rest: [{ kind: 'paragraph', text: others, label: null, rest: others }] };
}

const wordsOf = (block: Block) => (block.kind === 'list' ? '' : block.text);

function check(text: string, options: LayoutOptions = {}): Check[] {
  const { min } = featuresOf(options);
  const { headline, body, features, callToAction } = partsOf(text);
  return [
    present('headline', 'a headline or an opening', headline !== null),
    present('body', 'a body', body !== null),
    {
      name: 'features',
      passed: features.length >= min,
      detail: `The text lists ${features.length} features or benefits; at least ${min} are asked for.`,
    },
    present('callToAction', 'a call to action at the end', callToAction !== null),
    ...wordCount(text, options.length && WORDS[options.length]),
  ];
}

const form: Form<ProductDescription> = {
  words: WORDS,
  instructions,
  grammar,
  check,
  structure(text) {
    const { headline, body, features, callToAction } = partsOf(text);
    if (headline === null || body === null || callToAction === null || features.length === 0) return null;
    return { headline, body, features, callToAction };
  },
};

export const productDescription = contentType({
  name: 'PRODUCT_DESCRIPTION',
  label: 'Product Description',
  description: 'Persuasive copy with features, benefits and a call to action.',
  form,
  parts: {
    name: 'ProductDescription',
    description: 'The parts of a product description.',
    fields: {
      headline: text('The headline, or the first words.'),
      body: text('The paragraphs about the product, separated by blank lines.'),
      features: texts('The features and their benefits; the form expects at least 3.'),
      callToAction: text('The call to action.'),
    },
  },
});
