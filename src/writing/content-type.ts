/** What kinds of writing the product makes and keeps. The values are the GraphQL enum's and MongoDB's. */
export enum ContentType {
  BLOG_POST_OUTLINE = 'BLOG_POST_OUTLINE',
  PRODUCT_DESCRIPTION = 'PRODUCT_DESCRIPTION',
  SOCIAL_MEDIA_CAPTION = 'SOCIAL_MEDIA_CAPTION',
}

/** Each type as people read it; search matches these words, not the enum's names. */
export const CONTENT_TYPE_LABELS: Record<ContentType, string> = {
  [ContentType.BLOG_POST_OUTLINE]: 'Blog Post Outline',
  [ContentType.PRODUCT_DESCRIPTION]: 'Product Description',
  [ContentType.SOCIAL_MEDIA_CAPTION]: 'Social Media Caption',
};
