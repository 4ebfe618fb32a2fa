import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../src/modules/templates/builtin/built-in.js';
import {
  faultOfRendered,
  faultsOfTemplate,
  judgeValues,
  renderTemplate,
  type TemplateVariable,
} from '../../src/text/template.js';
import { ContentType } from '../../src/writing/content-type.js';

const variable = (name: string, more: Partial<TemplateVariable> = {}): TemplateVariable => ({
  name,
  label: name,
  type: 'TEXT',
  required: true,
  default: null,
  options: [],
  ...more,
});
const values = (of: Record<string, string>) => Object.entries(of).map(([name, value]) => ({ name, value }));
const render = (prompt: string, of: Record<string, string>) =>
  renderTemplate(prompt, new Map(Object.entries(of)));

describe('rendering', () => {
  it.each<[prompt: string, of: Record<string, string>, rendered: string]>([
    ['{{a}} and {{ a }} and {{b}}', { a: '1', b: '2' }, '1 and 1 and 2'],
    ['{{a}} {{b}}', { a: '{{b}}', b: '{{a}}' }, '{{b}} {{a}}'],
    ['{{a}}{{b}}', { a: '{{', b: 'a}}' }, '{{a}}'],
    ['{{a}}', { a: "$& $1 $$ $' \\" }, "$& $1 $$ $' \\"],
    ['{{a}}', { a: 'two\nlines {{a}}' }, 'two\nlines {{a}}'],
    ['Tone: {{tone}}\nOn {{a}}', { tone: '', a: 'tea' }, 'On tea'],
    ['{{tone}}, {{a}}\n\nend', { tone: '', a: 'tea' }, ', tea\n\nend'],
    ['{ {a} } }} {a}', {}, '{ {a} } }} {a}'],
    ['{{__proto__x}} {{constructor}}', { constructor: 'c' }, '{{__proto__x}} c'],
  ])('%j with %j gives %j', (prompt, of, rendered) => {
    expect(render(prompt, of)).toBe(rendered);
  });

  it('takes linear time in the prompt, for any values', () => {
    const began = performance.now();
    render(`${'{{ '.repeat(50_000)}${'{{a'.repeat(50_000)}`, { a: '{{a}}'.repeat(1_000) });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('is rejected if nothing is left, and beyond 4000 characters, counting an emoji as one', () => {
    expect(faultOfRendered(' \n')).toMatch(/not blank/);
    expect(faultOfRendered('🫖'.repeat(4_000))).toBeNull();
    expect(faultOfRendered('x'.repeat(4_001))).toMatch(/of 4000 characters at most, and make one of 4001/);
  });
});

describe('a template', () => {
  it.each<[prompt: string, variables: TemplateVariable[], faults: string[]]>([
    ['On {{a}}', [variable('a')], []],
    ['On tea', [], []],
    ['On {{b}} and {{c}}', [variable('a')], ['variables.0.name', 'prompt']],
    ['On {{a b}}', [], ['prompt']],
    ['On {{', [], ['prompt']],
    ['On {{a}}', [variable('a'), variable('a')], ['variables.1.name']],
    ['On {{a}}', [variable('a b'), variable('a')], ['variables.0.name']],
    ['On {{a}}', [variable('a', { type: 'CHOICE' })], ['variables.0.options']],
    ['On {{a}}', [variable('a', { type: 'CHOICE', options: ['x', 'x'] })], ['variables.0.options']],
    ['On {{a}}', [variable('a', { type: 'CHOICE', options: ['x', ' '] })], ['variables.0.options']],
    ['On {{a}}', [variable('a', { options: ['x', 'y'] })], ['variables.0.options']],
    [
      'On {{a}}',
      [variable('a', { type: 'CHOICE', options: ['x', 'y'], default: 'z' })],
      ['variables.0.default'],
    ],
    ['On {{a}}', [variable('a', { type: 'NUMBER', default: 'many' })], ['variables.0.default']],
    ['On {{a}}', [variable('a', { default: 'two\nlines' })], ['variables.0.default']],
    ['On {{a}}', [variable('a', { type: 'LONG_TEXT', default: 'two\nlines' })], []],
  ])('%j with %j has faults in %j', (prompt, variables, faults) => {
    expect(faultsOfTemplate(prompt, variables).map(({ field }) => field)).toEqual(faults);
  });

  it('that is built in follows the same rules and has a stable id, and there are five for each of three types', () => {
    for (const { prompt, variables } of BUILT_IN) expect(faultsOfTemplate(prompt, variables)).toEqual([]);
    for (const { id } of BUILT_IN) expect(id).toMatch(/^builtin:[a-z-]+$/);
    expect(new Set(BUILT_IN.map(({ id }) => id)).size).toBe(BUILT_IN.length);
    const { BLOG_POST_OUTLINE, PRODUCT_DESCRIPTION, SOCIAL_MEDIA_CAPTION } = ContentType;
    for (const type of [BLOG_POST_OUTLINE, PRODUCT_DESCRIPTION, SOCIAL_MEDIA_CAPTION])
      expect(BUILT_IN.filter((template) => template.type === type)).toHaveLength(5);
  });
});

describe('values', () => {
  const variables = [
    variable('topic'),
    variable('count', { type: 'NUMBER', default: '3' }),
    variable('tone', { type: 'CHOICE', options: ['warm', 'cool'], default: 'warm' }),
    variable('note', { type: 'LONG_TEXT', required: false }),
  ];
  const judge = (of: Record<string, string>) => judgeValues(variables, values(of));

  it('have defaults, and numbers and choices are trimmed', () => {
    expect(judge({ topic: ' tea ', count: ' 7 ', note: ' ' })).toEqual({
      faults: [],
      values: new Map([
        ['topic', ' tea '],
        ['count', '7'],
        ['tone', 'warm'],
        ['note', ''],
      ]),
    });
  });

  it('are rejected all at once, by their names', () => {
    const { faults } = judge({ count: 'many', tone: 'loud', colour: 'red', 'a\u0007b': 'x' });
    expect(faults).toEqual([
      { field: 'variables.colour', message: 'is not a variable of the template' },
      { field: 'variables.3.name', message: 'is not a variable of the template' },
      { field: 'variables.topic', message: 'must be given' },
      { field: 'variables.count', message: 'must be a number, such as 12 or 3.5' },
      { field: 'variables.tone', message: 'must be one of: warm, cool' },
    ]);
  });

  it('of required variables may not be blank, and no value may be given twice', () => {
    const { faults } = judgeValues(variables, [...values({ topic: '\u200b ' }), ...values({ topic: 'tea' })]);
    expect(faults.map(({ message }) => message)).toEqual(['must be given once', 'must not be blank']);
  });

  it.each(['1', '-2.5', '+3', '007', '1e3', '0x1', '１', '1,5', 'NaN', '.5'])('of numbers: %s', (count) => {
    const { faults } = judge({ topic: 'tea', count });
    expect(faults.length).toBe(/^[+-]?[0-9]+(\.[0-9]+)?$/.test(count) ? 0 : 1);
  });
});
