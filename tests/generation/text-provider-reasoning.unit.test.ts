import { describe, expect, it } from 'vitest';
import type { TextProvider } from '../../src/provider/text-provider.js';
import { type Behaviour } from '../support/upstream.js';
import { choice, done, providerOf, REQUEST, raw, stop, text } from './provider-setup.js';
import { upstream, useUpstream } from './provider-upstream.js';

useUpstream();

describe('reasoning that has only a closing tag', () => {
  const answers = (provider: TextProvider) => async (behaviour: Behaviour) => {
    upstream.enqueue(behaviour);
    const emitted: string[] = [];
    const { signal } = new AbortController();
    const onText = (delta: string) => emitted.push(delta);
    const { text } = await provider.generate(REQUEST, { signal, onText, onRestart: () => emitted.push('↺') });
    return { emitted: emitted.join('|'), text };
  };
  const reasoned: Behaviour = { kind: 'text', chunks: ['Hm. ', '</think>\n', 'Tea', '!'] };
  const plain: Behaviour = { kind: 'text', chunks: ['Tea', ' time'] };

  it('is withdrawn once, and later reasoning of this model is withheld', async () => {
    const ask = answers(providerOf(upstream));
    expect(await ask(reasoned)).toEqual({ emitted: 'Hm. |↺|Tea|!', text: 'Tea!' });
    expect(await ask(reasoned)).toEqual({ emitted: 'Tea|!', text: 'Tea!' });
  });

  it('is no longer expected after a text without any', async () => {
    const ask = answers(providerOf(upstream));
    await ask(reasoned);
    expect(await ask(plain)).toEqual({ emitted: 'Tea time', text: 'Tea time' });
    expect(await ask(plain)).toEqual({ emitted: 'Tea| time', text: 'Tea time' });
  });

  it('is withheld from the start if the name of the model indicates reasoning', async () => {
    expect(await answers(providerOf(upstream, { model: 'qwen/QwQ-32B' }))(reasoned)).toEqual({
      emitted: 'Tea|!',
      text: 'Tea!',
    });
  });

  it('is not expected after the first text of such a model that sends none', async () => {
    const ask = answers(providerOf(upstream, { model: 'deepseek/deepseek-r1:free' }));
    expect(await ask(plain)).toEqual({ emitted: 'Tea time', text: 'Tea time' });
    expect(await ask(plain)).toEqual({ emitted: 'Tea| time', text: 'Tea time' });
  });

  it('is not expected of such a model that sends its reasoning in a separate field', async () => {
    const ask = answers(providerOf(upstream, { model: 'deepseek-reasoner' }));
    const apart = raw(choice({ delta: { reasoning_content: 'Hm' } }), text('Tea'), text(' time'), stop, done);
    expect(await ask(apart)).toEqual({ emitted: 'Tea| time', text: 'Tea time' });
  });

  it('is the whole output if a model that is known to reason reaches its token limit', async () => {
    const ask = answers(providerOf(upstream));
    await ask(reasoned);
    const cut: Behaviour = { kind: 'text', chunks: ['I must ', 'think'], finishReason: 'length' };
    await expect(ask(cut)).rejects.toMatchObject({ code: 'INVALID_REQUEST', retriable: false });
  });
});
