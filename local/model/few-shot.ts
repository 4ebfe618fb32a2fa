import { REQUIREMENTS } from '../../src/writing/options/rules.js';
import { NEWSLETTER, POST, type Template } from './long-examples.js';

/**
 * A base model does not follow instructions, it continues a text. Its prompt begins with examples and ends where the
 * answer belongs. Each example begins with the words of its subject, so that the answer does too.
 */
export interface FewShot {
  /** The text that the model continues. */
  text: string;
  /** Texts with which the next example would begin. */
  stops: string[];
}

const OUTLINE: Template = {
  asksFor: /outline/i,
  subject: 'Blog post',
  examples: `### Blog post: How to sleep better
# How to Sleep Better

Good sleep is not luck. A few habits in the evening and a quiet room make most of the difference.

## 1. Keep the same hours
- Go to bed and get up at the same time, at weekends too
- Give a new rhythm two weeks before you judge it

## 2. Make the bedroom dark and cool
- Close the curtains and leave the window open
- Keep the phone in another room

## 3. Watch what you drink
- Have no coffee after lunch
- Expect shallow sleep after alcohol

## 4. Wind down
- Read a book on paper
- Take a warm bath an hour before bed

## 5. Get up when you are awake
- Sit in a quiet chair and come back when you are tired
- Write down what keeps you awake

## Conclusion

Begin with one of these habits tonight, and add the next one when it has become easy.

`,
};

const DESCRIPTION: Template = {
  asksFor: /description|product/i,
  subject: 'Product',
  examples: `### Product: A lamp for the desk
# A Lamp for the Desk

Meet the desk lamp that knows what your eyes need. Its light follows the day, from a bright white in the morning to a warm glow at night.

- Light that changes: you read longer and sleep better
- An arm that stays: the lamp points where you want it
- Low power: it uses less than a phone charger

Order your desk lamp today and see your work in a new light.

### Product: Hiking boots made of cork
# Hiking Boots Made of Cork

Meet the cork hiking boots that let you forget your feet. They take the shape of your foot on the first walk.

- A cork sole: every step lands softly
- A waxed upper: your socks stay dry in the rain
- Half the weight: you come home less tired

Try your cork boots for a hundred days, and send them back if they do not fit.

`,
};

const CAPTION: Template = {
  asksFor: /caption|social/i,
  subject: 'Post',
  examples: `### Post: Our bakery opens on Sunday
Our bakery opens on Sunday! 🥐 The first croissants are on us. Who is coming?

#bakery #sunday #freshbread

### Post: A day at the lake with the dog
A day at the lake with the best dog! 🐶 Somebody did not want to leave the water. Where does your dog love to swim?

#doglife #lakeday #summer

### Post: The new album is out
The new album is out! 🎶 Twelve songs took two years and a lot of coffee. Which one is yours?

#newalbum #newmusic #outnow

`,
};

const TEMPLATES = [OUTLINE, CAPTION, NEWSLETTER, POST, DESCRIPTION];

/**
 * The examples for the type in the system prompt, followed by the user's first message. Later messages, such as the
 * request for a repair, are instructions, which a base model would take for the subject.
 */
export function fewShot(messages: readonly { role: string; content: string }[]): FewShot {
  const system = messages.filter(({ role }) => role === 'system' || role === 'developer');
  const prompt = messages.find(({ role }) => role === 'user')?.content ?? '';
  const template =
    TEMPLATES.find(({ asksFor }) => system.some(({ content }) => asksFor.test(content))) ?? DESCRIPTION;
  const text = `${template.examples}### ${template.subject}: ${subjectOf(prompt)}\n`;
  return { text, stops: ['\n###', '###'] };
}

/** The words of a form before the user's words. */
const LEAD = /^Write the (?:\w+ of a post|newsletter|blog post) about: /;

/** The subject of the text: a base model would take "write an outline about" for a part of the title. */
function subjectOf(prompt: string): string {
  // A base model would take the rules of options for a part of the subject.
  const [words = ''] = prompt.split(REQUIREMENTS);
  const line = words.replace(/\s+/g, ' ').replace(LEAD, '').trim();
  const subject = line.replace(
    /^(?:please )?(?:write|create|make|give|generate)\b.{0,40}?\b(?:outline|post|description|caption|copy)\b[^a-z]*(?:about|on|for|of)\s+/i,
    '',
  );
  return subject ? subject.charAt(0).toUpperCase() + subject.slice(1) : line;
}
