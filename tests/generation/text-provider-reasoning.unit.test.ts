import { describe, expect, it } from 'vitest';
import type { TextProvider } from '../../src/provider/text-provider.js';
import { type Behaviour } from '../support/upstream.js';
import { choice, done, providerOf, REQUEST, raw, stop, text } from './provider-setup.js';
import { upstream, useUpstream } from './provider-upstream.js';

useUpstream();

describe('reasoning that only its closing tag shows', () => {
  const answers = (provider: TextProvider) => async (behaviour: Behaviour) => {
    upstream.enqueue(behaviour);
    const told: string[] = [];
    const { signal } = new AbortController();
    const onText = (delta: string) => told.push(delta);
    const { text } = await provider.generate(REQUEST, { signal, onText, onRestart: () => told.push('↺') });
    return { told: told.join('|'), text };
  };
  const reasoned: Behaviour = { kind: 'text', chunks: ['Hm. ', '</think>\n', 'Tea', '!'] };
  const plain: Behaviour = { kind: 'text', chunks: ['Tea', ' time'] };

  it('is taken back once, and from then on never told', async () => {
    const ask = answers(providerOf(upstream));
    expect(await ask(reasoned)).toEqual({ told: 'Hm. |↺|Tea|!', text: 'Tea!' });
    expect(await ask(reasoned)).toEqual({ told: 'Tea|!', text: 'Tea!' });
  });

  it('is expected no more after a text without any', async () => {
    const ask = answers(providerOf(upstream));
    await ask(reasoned);
    expect(await ask(plain)).toEqual({ told: 'Tea time', text: 'Tea time' });
    expect(await ask(plain)).toEqual({ told: 'Tea| time', text: 'Tea time' });
  });

  it('is never told of a model whose name says that it reasons', async () => {
    expect(await answers(providerOf(upstream, { model: 'qwen/QwQ-32B' }))(reasoned)).toEqual({
      told: 'Tea|!',
      text: 'Tea!',
    });
  });

  it('holds back the first text only of such a model that shows no reasoning', async () => {
    const ask = answers(providerOf(upstream, { model: 'deepseek/deepseek-r1:free' }));
    expect(await ask(plain)).toEqual({ told: 'Tea time', text: 'Tea time' });
    expect(await ask(plain)).toEqual({ told: 'Tea| time', text: 'Tea time' });
  });

  it('holds nothing back of such a model whose reasoning comes apart', async () => {
    const ask = answers(providerOf(upstream, { model: 'deepseek-reasoner' }));
    const apart = raw(choice({ delta: { reasoning_content: 'Hm' } }), text('Tea'), text(' time'), stop, done);
    expect(await ask(apart)).toEqual({ told: 'Tea| time', text: 'Tea time' });
  });

  it('is all that there is where a model that is known to reason runs into its token limit', async () => {
    const ask = answers(providerOf(upstream));
    await ask(reasoned);
    const cut: Behaviour = { kind: 'text', chunks: ['I must ', 'think'], finishReason: 'length' };
    await expect(ask(cut)).rejects.toMatchObject({ code: 'INVALID_REQUEST', retriable: false });
  });
});
