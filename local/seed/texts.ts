import { ContentType } from '../../src/writing/content-type.js';
import { type GenerationOptions, TextLength } from '../../src/writing/options/options.js';
import type { Subject } from './subject.js';
import { SUBJECTS } from './subjects.js';

/** A prompt and a text for it. */
export interface Piece {
  type: ContentType;
  /** Its name among the seeded pieces, the same in every version. */
  key: string;
  prompt: string;
  title: string;
  text: string;
  options?: GenerationOptions;
}

type Writer = (subject: Subject, index: number) => Omit<Piece, 'type' | 'key'>;

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

  [ContentType.EMAIL_NEWSLETTER]: ({ name, what, benefits, moment, post, why, question }) => ({
    prompt: `A newsletter about our ${name}`,
    title: `${name} in the newsletter`,
    text: [
      `Subject: News of ${name}\nPreheader: ${benefits[0].slice(0, 110)}`,
      'Dear readers,',
      `## Meet ${name}\n\nThis is ${name}, a ${what}. ${benefits.join(' ')}`,
      `## ${post}\n\n${why} ${moment} ${question}`,
      `Order ${name} this week, and tell us how you like it.`,
      'Best wishes,\nThe shop',
    ].join('\n\n'),
  }),

  [ContentType.BLOG_POST]: ({ post, why, sections, question }) => ({
    prompt: `${post}: a short post for our blog`,
    title: `${post}, in full`,
    options: { length: TextLength.SHORT },
    text: [
      `# ${post}`,
      `${why} Most advice about it is longer than it needs to be, and asks for things that nobody has at home. This post keeps to what you can do this week, in the order in which it helps, and says why each step is worth your time.`,
      ...sections
        .slice(0, 4)
        .map(
          ([heading, ...points]) =>
            `## ${heading}\n\n${points.join('. ')}. That sounds small, and it is the part that most people skip; those who take it notice the difference within days. Give it a fair try before you judge it, write down what changed, and keep what works for you. What does not work you can drop without regret.`,
        ),
      `## Conclusion\n\nTake one of these steps this week; the others will follow by themselves. Nothing here needs new equipment, only a little patience and an evening or two. ${question} Tell us what you found out, and we will add the best answers to this post.`,
    ].join('\n\n'),
  }),
};

/** The types that the first version seeded. Their keys are kept, so that a second run finds its jobs. */
const FIRST_TYPES: readonly ContentType[] = [
  ContentType.BLOG_POST_OUTLINE,
  ContentType.PRODUCT_DESCRIPTION,
  ContentType.SOCIAL_MEDIA_CAPTION,
];

/** One piece per type and subject: 50. */
export const PIECES: Piece[] = SUBJECTS.flatMap((subject, index) =>
  Object.values(ContentType).map((type) => {
    const place = FIRST_TYPES.indexOf(type);
    const key = place < 0 ? `${type}-${index + 1}` : String(index * FIRST_TYPES.length + place + 1);
    return { type, key, ...WRITERS[type](subject, index) };
  }),
);
