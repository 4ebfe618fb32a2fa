import type { Template } from '../template.types.js';
import { BLOG_POST_OUTLINES } from './blog-post-outlines.js';
import { PRODUCT_DESCRIPTIONS } from './product-descriptions.js';
import { SOCIAL_MEDIA_CAPTIONS } from './social-media-captions.js';

/** The templates that come with the product. They are in no database: a new version of the product brings new ones. */
export const BUILT_IN: readonly Template[] = [
  ...BLOG_POST_OUTLINES,
  ...PRODUCT_DESCRIPTIONS,
  ...SOCIAL_MEDIA_CAPTIONS,
];

const ids = new Set(BUILT_IN.map(({ id }) => id));

export const isBuiltInId = (id: string): boolean => ids.has(id);
