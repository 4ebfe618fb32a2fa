import { oneOf } from '../admin/use-url-filters.js';
import type { ContentOrder, ContentOrigin, ContentType } from '../gql/graphql.js';
import { contentTypes } from '../lib/content-types.js';
import { startOfDay } from '../lib/day.js';
import { LONGEST, tooLong } from '../lib/text-limits.js';

/** The filters of the library and its order, as the URL names them. */
export const FILTERS = ['q', 'type', 'tag', 'starred', 'source', 'from', 'to'] as const;
export const NAMES = [...FILTERS, 'order'] as const;
export type LibraryValues = Record<(typeof NAMES)[number], string>;

export const ORIGINS: Record<ContentOrigin, string> = {
  GENERATED: 'Generated',
  WRITTEN: 'Written or imported',
};

export const ORDERS: Record<ContentOrder, string> = {
  RELEVANCE: 'Best match first',
  NEWEST: 'Newest first',
  OLDEST: 'Oldest first',
  RECENTLY_UPDATED: 'Changed last',
  TITLE: 'By title',
};

/** The variables of the query. Invalid values count as absent. */
export function filterOf({ q, type, tag, starred, source, from, to }: LibraryValues) {
  return {
    search: q && !tooLong(q, LONGEST.search) ? q : null,
    type: oneOf<ContentType>(contentTypes, type),
    tags: tag ? [tag] : null,
    starred: starred === '1' ? (true as const) : null,
    origin: oneOf(Object.keys(ORIGINS) as ContentOrigin[], source),
    createdAfter: startOfDay(from),
    createdBefore: startOfDay(to, 1),
  };
}

/** A search is ordered by best match, unless the URL has another order. */
export function orderOf({ q, order }: LibraryValues): ContentOrder {
  const requested = oneOf(ordersOf(q), order);
  return requested ?? (q ? 'RELEVANCE' : 'NEWEST');
}

/** The orders to choose from: best match requires a search. */
export const ordersOf = (q: string): ContentOrder[] =>
  (Object.keys(ORDERS) as ContentOrder[]).filter((order) => q !== '' || order !== 'RELEVANCE');
