/** The values of enums of the API. `npm run codegen` writes them, from schema.graphql. */

export const CONTENT_TYPES = [
  'BLOG_POST',
  'BLOG_POST_OUTLINE',
  'EMAIL_NEWSLETTER',
  'PRODUCT_DESCRIPTION',
  'SOCIAL_MEDIA_CAPTION',
] as const;

export const EXPORT_FORMATS = [
  'DOCX',
  'HTML',
  'JSON',
  'JSONL',
  'MARKDOWN',
  'PDF',
] as const;

export const JOB_STATUSES = [
  'CANCELED',
  'COMPLETED',
  'FAILED',
  'PROCESSING',
  'QUEUED',
  'RETRYING',
] as const;

export const PLATFORMS = [
  'FACEBOOK',
  'INSTAGRAM',
  'LINKEDIN',
  'TIKTOK',
  'X',
] as const;

export const SCHEDULE_STATUSES = [
  'ACTIVE',
  'ENDED',
  'PAUSED',
] as const;

export const TEXT_LENGTHS = [
  'LONG',
  'MEDIUM',
  'SHORT',
] as const;

export const TONES = [
  'CASUAL',
  'EMPATHETIC',
  'ENTHUSIASTIC',
  'FORMAL',
  'FRIENDLY',
  'HUMOROUS',
  'INFORMATIVE',
  'INSPIRING',
  'PERSUASIVE',
  'PROFESSIONAL',
] as const;
