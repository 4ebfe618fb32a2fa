import { ContentType } from '../../../writing/content-type.js';
import { choice, defineBuiltIn, longText, number, OPTIONAL, text } from './define.js';

export const SOCIAL_MEDIA_CAPTIONS = defineBuiltIn(ContentType.SOCIAL_MEDIA_CAPTION, [
  {
    id: 'builtin:social-launch',
    version: 1,
    name: 'Product launch',
    description: 'Something new, and why to look at it now.',
    prompt: `{{brand}} launches {{product}} on {{network}}.
Why it matters to {{audience}}: {{benefit}}
Available: {{date}}
The first line must make people stop: a question, a number or a contrast, and not the words “introducing” or “excited”.
Ask for one action: {{action}}.`,
    variables: [
      text('brand', 'Brand'),
      text('product', 'What is new'),
      choice('network', 'Network', 'Instagram', 'LinkedIn', 'Facebook', 'X', 'TikTok'),
      text('audience', 'For whom'),
      longText('benefit', 'Why it matters to them'),
      text('date', 'From when', OPTIONAL),
      text('action', 'What they should do', { default: 'tap the link in the profile' }),
    ],
  },
  {
    id: 'builtin:social-behind-the-scenes',
    version: 1,
    name: 'Behind the scenes',
    description: 'A moment of the work, told like a person.',
    prompt: `A look behind the scenes at {{brand}}.
The picture shows: {{picture}}
The story behind it: {{story}}
Write in the first person, like somebody who was there. One honest detail that went wrong is better than praise.
End with a question that people can answer in five words.
Mood: {{mood}}.`,
    variables: [
      text('brand', 'Who posts it'),
      text('picture', 'What the picture or video shows'),
      longText('story', 'The story behind it'),
      choice('mood', 'Mood', 'warm', 'funny', 'proud', 'thoughtful'),
    ],
  },
  {
    id: 'builtin:social-promotion',
    version: 1,
    name: 'Sale or promotion',
    description: 'An offer with its terms, without shouting.',
    prompt: `{{brand}} offers {{percent}} % off {{products}}.
Valid until {{until}}.
Code: {{code}}
Say first for which moment in the reader’s life this is useful, then the offer. State the terms clearly, and put no more than one exclamation mark in it.
Terms: {{terms}}`,
    variables: [
      text('brand', 'Brand'),
      text('products', 'What is reduced'),
      number('percent', 'Percent off'),
      text('until', 'Until when'),
      text('code', 'Code', OPTIONAL),
      longText('terms', 'Terms', OPTIONAL),
    ],
  },
  {
    id: 'builtin:social-event',
    version: 1,
    name: 'Event invitation',
    description: 'What, when, where, and why to come.',
    prompt: `An invitation to {{event}} by {{host}}.
When: {{when}}
Where: {{where}}
Who should come: {{audience}}
What they will see, learn or taste there: {{program}}
Make the reader picture the best minute of the event. Say how to join: {{join}}.`,
    variables: [
      text('event', 'Event'),
      text('host', 'Who invites'),
      text('when', 'Date and time'),
      text('where', 'Place or link'),
      text('audience', 'Who should come'),
      longText('program', 'What happens there'),
      text('join', 'How to join', { default: 'free, just come' }),
    ],
  },
  {
    id: 'builtin:social-expertise',
    version: 1,
    name: 'Expert tip',
    description: 'One useful lesson for followers in your trade, such as on LinkedIn.',
    prompt: `A tip from {{expert}} for {{audience}} on {{network}}.
The lesson: {{lesson}}
Where it comes from: {{experience}}
Begin with the mistake that most people make. Give the tip so that it can be used today, in at most three steps.
No slogans, no self-praise. End with an invitation to add an experience of one’s own.`,
    variables: [
      text('expert', 'Who speaks, with the trade'),
      text('audience', 'Who reads it'),
      choice('network', 'Network', 'LinkedIn', 'Instagram', 'X', 'Facebook', 'Threads'),
      longText('lesson', 'The lesson'),
      longText('experience', 'Where it comes from', OPTIONAL),
    ],
  },
]);
