import type { ContentType } from '../gql/graphql.js';
import type { IconName } from '../layout/icon.js';

export const CONTENT_TYPES: Record<
  ContentType,
  { name: string; what: string; icon: IconName; example: string }
> = {
  BLOG_POST_OUTLINE: {
    name: 'Blog post outline',
    what: 'Title, sections and points',
    icon: 'outline',
    example: 'How to start a vegetable garden on a balcony',
  },
  PRODUCT_DESCRIPTION: {
    name: 'Product description',
    what: 'Features, benefits, a call to action',
    icon: 'product',
    example: 'A water bottle that keeps tea warm for twelve hours',
  },
  SOCIAL_MEDIA_CAPTION: {
    name: 'Social media caption',
    what: 'Short, with emoji and hashtags',
    icon: 'caption',
    example: 'The first snow of the year in our little coffee shop',
  },
  EMAIL_NEWSLETTER: {
    name: 'Email newsletter',
    what: 'Subject, sections, a call to action',
    icon: 'newsletter',
    example: 'Our garden centre opens for the spring season',
  },
  BLOG_POST: {
    name: 'Blog post',
    what: 'A full text with sections',
    icon: 'post',
    example: 'Why indoor plants die in winter and how to save them',
  },
};

export const contentTypes = Object.keys(CONTENT_TYPES) as ContentType[];

/** Every content type, for a select. */
export const TYPE_CHOICES = contentTypes.map((value) => ({ value, label: CONTENT_TYPES[value].name }));
