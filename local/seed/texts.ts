import { ContentType } from '../../src/writing/content-type.js';
import { SUBJECTS, type Subject } from './subjects.js';

/** A prompt and a text for it. */
export interface Piece {
  type: ContentType;
  prompt: string;
  title: string;
  text: string;
}

type Writer = (subject: Subject, index: number) => Omit<Piece, 'type'>;

const WRITERS: Record<ContentType, Writer> = {
  [ContentType.BLOG_POST_OUTLINE]: ({ post, why, sections, question }) => ({
    prompt: `${post}: an outline for our blog`,
    title: post,
    text: [
      `# ${post}`,
      `**Introduction.** ${why} This post goes through it in ${sections.length} steps.`,
      ...sections.map(([heading, ...points], step) =>
        [`## ${step + 1}. ${heading}`, ...points.map((point) => `- ${point}`)].join('\n'),
      ),
      `**Conclusion.** Take one of these steps this week; the others will follow. ${question}`,
    ].join('\n\n'),
  }),

  [ContentType.PRODUCT_DESCRIPTION]: ({ name, what, benefits }, index) => ({
    prompt: `${name}, a ${what}`,
    title: `${name}: ${what}`,
    text: [
      `# ${name}`,
      [`Meet ${name}, the ${what}.`, `This is ${name}: a ${what}, made to be used every day.`][index % 2],
      benefits.map((benefit) => `- ${benefit}`).join('\n'),
      [
        `Order ${name} today and see for yourself.`,
        `Put ${name} on your list, and have it with you next week.`,
        `Try ${name} for thirty days; if you do not reach for it, send it back.`,
      ][index % 3],
    ].join('\n\n'),
  }),

  [ContentType.SOCIAL_MEDIA_CAPTION]: ({ name, moment, question, emoji, tags }) => ({
    prompt: `A caption for a picture with our ${name}`,
    title: moment,
    text: `${moment} ${emoji} ${question}\n\n${tags.map((tag) => `#${tag}`).join(' ')}`,
  }),
};

/** One piece per type and subject: 30. */
export const PIECES: Piece[] = SUBJECTS.flatMap((subject, index) =>
  Object.values(ContentType).map((type) => ({ type, ...WRITERS[type](subject, index) })),
);
