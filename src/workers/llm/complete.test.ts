import { expect, it } from 'vitest';
import { complete } from './complete.ts';
import type { MLCEngine } from './package.ts';

const OPTIONS = { temperature: 0, topP: 1, maxTokens: 9, seed: 1 };
const never = new AbortController().signal;

/** An engine that keeps its requests and says nothing. */
function silentEngine() {
  const asked: { messages: unknown }[] = [];
  const create = async (request: { messages: unknown }) => {
    asked.push(request);
    return (async function* () {})();
  };
  return { asked, engine: { chat: { completions: { create } } } as unknown as MLCEngine };
}

it('hands WebLLM the turns of a conversation in order, each as whose it is', async () => {
  const { engine, asked } = silentEngine();
  const earlier = [
    { user: 'Begin.', reply: 'one' },
    { user: 'Again.', reply: 'two' },
  ];
  const prompt = { system: 'You write.', earlier, user: 'Wider.' };
  await complete(engine, { model: 'a', prompt, options: OPTIONS, onText: () => {} }, never);
  expect(asked[0]?.messages).toEqual([
    { role: 'system', content: 'You write.' },
    { role: 'user', content: 'Begin.' },
    { role: 'assistant', content: 'one' },
    { role: 'user', content: 'Again.' },
    { role: 'assistant', content: 'two' },
    { role: 'user', content: 'Wider.' },
  ]);
});

it('gives a model no system message where there is none', async () => {
  const { engine, asked } = silentEngine();
  const prompt = { system: '', user: 'Wider.' };
  await complete(engine, { model: 'a', prompt, options: OPTIONS, onText: () => {} }, never);
  expect(asked[0]?.messages).toEqual([{ role: 'user', content: 'Wider.' }]);
});
