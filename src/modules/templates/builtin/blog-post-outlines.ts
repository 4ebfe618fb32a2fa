import { ContentType } from '../../../writing/content-type.js';
import { choice, defineBuiltIn, longText, number, OPTIONAL, text } from './define.js';

export const BLOG_POST_OUTLINES = defineBuiltIn(ContentType.BLOG_POST_OUTLINE, [
  {
    id: 'builtin:blog-how-to',
    version: 1,
    name: 'How-to guide',
    description: 'Steps that take a reader from a problem to a result.',
    prompt: `A how-to guide that shows {{audience}} how to {{goal}}.
The reader begins with this: {{starting_point}}
Put the steps in the order in which they are done, one section for each step, and say in each how the reader sees that it worked.
Name the mistakes that beginners make, and what they cost.
The keyword that searchers type is “{{keyword}}”: use it in the title.`,
    variables: [
      text('goal', 'What the reader learns to do'),
      text('audience', 'Who reads it', { default: 'beginners' }),
      longText('starting_point', 'What the reader has or knows already', OPTIONAL),
      text('keyword', 'Search keyword', OPTIONAL),
    ],
  },
  {
    id: 'builtin:blog-listicle',
    version: 1,
    name: 'List article',
    description: 'A number of tips, tools or ideas, each with a reason.',
    prompt: `A list article: the {{count}} best {{subject}} for {{audience}}.
Order: {{order}}.
Each item says what it is, whom it suits and what speaks against it. No two items make the same point.
These belong in it: {{must_have}}`,
    variables: [
      text('subject', 'What is listed, such as “tools for remote teams”'),
      number('count', 'How many', { default: '7' }),
      text('audience', 'Who reads it'),
      choice('order', 'Order', 'the most useful first', 'from easy to hard', 'from cheap to expensive'),
      longText('must_have', 'Items that must be in it', OPTIONAL),
    ],
  },
  {
    id: 'builtin:blog-comparison',
    version: 1,
    name: 'Comparison',
    description: 'Two products or methods side by side, with a recommendation.',
    prompt: `A fair comparison of {{first}} and {{second}} for {{audience}} who must decide between them.
Compare by these criteria, one section each: {{criteria}}
Say for each criterion which one is ahead and by how much. Concede what the weaker one does better.
Conclude with whom each of the two suits, not with a draw.`,
    variables: [
      text('first', 'The first one'),
      text('second', 'The second one'),
      text('audience', 'Who decides'),
      longText('criteria', 'Criteria', { default: 'price, effort to start, daily use, support, limits' }),
    ],
  },
  {
    id: 'builtin:blog-case-study',
    version: 1,
    name: 'Case study',
    description: 'How a customer solved a problem, with numbers.',
    prompt: `A case study for the blog of {{company}}: how {{customer}} reached a result with {{product}}.
The problem before: {{problem}}
What was done: {{solution}}
The result, with its numbers: {{result}}
Tell it in the order problem, search, decision, introduction, result, advice to others. Use only facts that are given here, and mark where a quotation of the customer belongs.`,
    variables: [
      text('company', 'Your company'),
      text('product', 'Your product or service'),
      text('customer', 'The customer'),
      longText('problem', 'The problem before'),
      longText('solution', 'What was done'),
      longText('result', 'The result, with numbers'),
    ],
  },
  {
    id: 'builtin:blog-opinion',
    version: 1,
    name: 'Opinion piece',
    description: 'A claim, its reasons, and the best objection.',
    prompt: `An opinion piece by {{author}} for {{audience}}.
The claim: {{claim}}
Reasons and evidence: {{evidence}}
Open with a scene or a fact that makes the claim urgent. Give the strongest objection a section of its own, and answer it honestly.
Close with what the reader should do or think differently. Tone: {{tone}}.`,
    variables: [
      longText('claim', 'The claim, in a sentence or two'),
      longText('evidence', 'Reasons, facts and examples'),
      text('author', 'Who speaks, such as “the founder of a bakery”'),
      text('audience', 'Who reads it'),
      choice('tone', 'Tone', 'calm and precise', 'passionate', 'witty'),
    ],
  },
]);
