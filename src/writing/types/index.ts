import { blogPost } from './blog-post.js';
import { blogPostOutline } from './blog-post-outline.js';
import { emailNewsletter } from './email-newsletter.js';
import { productDescription } from './product-description.js';
import { socialMediaCaption } from './social-media-caption.js';

/** Every content type, in the order in which people see them. */
export const CONTENT_TYPES = [
  blogPostOutline,
  productDescription,
  socialMediaCaption,
  emailNewsletter,
  blogPost,
] as const;
