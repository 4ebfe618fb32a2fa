import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import pLimit from 'p-limit';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { placesOf } from '../../text/places.js';

/** The fields of a piece in which a search looks for words. */
export enum ContentTextField {
  TITLE = 'TITLE',
  BODY = 'BODY',
}

registerEnumType(ContentTextField, {
  name: 'ContentTextField',
  description: 'A text of a piece.',
  valuesConfig: { TITLE: { description: '`title`.' }, BODY: { description: '`body`.' } },
});

/** The most matches of a piece. */
export const MAX_MATCHES = 100;
/** The maximum number of occurrences of a term: those that touch are one match. */
const PER_TERM = 10 * MAX_MATCHES;

@ObjectType({ simpleResolvers: true, description: 'A passage that a search found.' })
export class ContentMatch {
  @Field(() => ContentTextField, { description: 'The text with the passage.' })
  field!: ContentTextField;

  @Field(() => Int, { description: 'Where the passage begins, in UTF-16 code units.' })
  start!: number;

  @Field(() => Int, { description: 'Where it ends, in UTF-16 code units: the first one after it.' })
  end!: number;
}

/** One piece at a time, so that the process serves other requests during a long list. */
const oneAtATime = pLimit(1);

/** The passages of a piece with the terms of a search: those of the title first, each text in order. */
export function matchesOf(
  { title, body }: { title: string; body: string },
  terms: readonly string[],
): Promise<ContentMatch[]> {
  return oneAtATime(async () => {
    await yieldToEventLoop();
    const inText = (field: ContentTextField, text: string) =>
      placesOf(text, terms, PER_TERM).map((place) => ({ field, ...place }));
    const matches = [...inText(ContentTextField.TITLE, title), ...inText(ContentTextField.BODY, body)];
    return matches.slice(0, MAX_MATCHES);
  });
}
