import { afterAll, beforeAll, expect, it } from 'vitest';
import { ContentType } from '../../src/writing/content-type.js';
import { FORMS } from '../../src/writing/forms.js';
import { TextLength } from '../../src/writing/options/options.js';
import { type InstructModel, read, startInstructModel } from '../support/instruct-model.js';
import { smallInstructModel } from '../support/small-model.js';

let instruct: InstructModel;
beforeAll(async () => {
  instruct = await startInstructModel(await smallInstructModel());
}, 300_000);
afterAll(() => instruct?.model.stop());

it.each(Object.values(ContentType))(
  'the grammar constrains a text to the form of a %s',
  async (type) => {
    const { instructions, grammar, check } = FORMS[type];
    // Whole posts take minutes.
    const options = type === ContentType.BLOG_POST ? { length: TextLength.SHORT } : {};
    const conversation = [{ role: 'system', content: instructions(options) }];
    const answer = await read(
      await instruct.ask({ conversation, grammar: grammar(options), prompt: 'Green tea', maxTokens: 1_500 }),
    );
    expect(answer.finishReason).toBe('stop');
    // A grammar can neither detect that two headings are equal, nor count words.
    const failed = check(answer.text, options).filter(({ passed }) => !passed);
    expect(failed.filter(({ name }) => !['headings', 'wordCount'].includes(name))).toEqual([]);
  },
  120_000,
);
