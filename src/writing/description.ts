import { type Check, type Form, inWords, present, type Range, times } from './form.js';
import { type Block, blocksOf } from './markdown.js';

export interface ProductDescription {
  headline: string;
  body: string;
  features: string[];
  callToAction: string;
}

/** The form asks for the least; a list without an end is no better. */
const FEATURES: Range = { min: 3, max: 6 };
const WORDS: Range = { min: 80, max: 250 };

const instructions = `You are an expert copywriter. Write persuasive copy for the user's product. Write Markdown in this order:

1. A headline about the product, as a heading with "# ".
2. A paragraph that names the product, says for whom it is and what it changes for them.
3. A list of ${inWords({ ...FEATURES, max: 5 })} features, each with its benefit for the customer. The lines begin with "- ".
4. A last paragraph that is a clear call to action.

Write ${inWords(WORDS)} words, vividly and to the point. Use only facts that the user gives or that follow from them; do not invent prices, awards or test results. Answer with the description only, in the language of the user's request.`;

const grammar = `root ::= "# " line "\\n\\n" words "\\n\\n" ("- " line "\\n")${times(FEATURES)} "\\n" words
line ::= [^\\n #-] [^\\n]{2,160}
words ::= [^\\n #*-] [^\\n]{20,700}
`;

interface Parts {
  headline: string | null;
  body: string | null;
  features: string[];
  callToAction: string | null;
}

const CALL =
  /^(?:call to action|cta|handlungsaufforderung|llamada a la acción|appel à l['’]action)\s*[:：]?\s*/iu;

function partsOf(text: string): Parts {
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

function check(text: string): Check[] {
  const { headline, body, features, callToAction } = partsOf(text);
  return [
    present('headline', 'a headline or an opening', headline !== null),
    present('body', 'a body', body !== null),
    {
      name: 'features',
      passed: features.length >= FEATURES.min,
      detail: `The text lists ${features.length} features or benefits; at least ${FEATURES.min} are asked for.`,
    },
    present('callToAction', 'a call to action at the end', callToAction !== null),
  ];
}

export const descriptionForm: Form<ProductDescription> = {
  instructions,
  grammar,
  check,
  structure(text) {
    const { headline, body, features, callToAction } = partsOf(text);
    if (headline === null || body === null || callToAction === null || features.length === 0) return null;
    return { headline, body, features, callToAction };
  },
};
