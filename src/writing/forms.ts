import { captionForm, type SocialMediaCaption } from './caption.js';
import { ContentType } from './content-type.js';
import { descriptionForm, type ProductDescription } from './description.js';
import type { Form } from './form.js';
import { type BlogPostOutline, outlineForm } from './outline.js';

interface Structures {
  [ContentType.BLOG_POST_OUTLINE]: BlogPostOutline;
  [ContentType.PRODUCT_DESCRIPTION]: ProductDescription;
  [ContentType.SOCIAL_MEDIA_CAPTION]: SocialMediaCaption;
}

/** The form of each content type. */
export const FORMS: { [Type in ContentType]: Form<Structures[Type]> } = {
  [ContentType.BLOG_POST_OUTLINE]: outlineForm,
  [ContentType.PRODUCT_DESCRIPTION]: descriptionForm,
  [ContentType.SOCIAL_MEDIA_CAPTION]: captionForm,
};

export type Structure = Structures[ContentType];
