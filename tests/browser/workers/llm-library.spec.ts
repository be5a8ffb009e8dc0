import { expect, test } from '@playwright/test';
import { openHarness, RandomModel, tokensOf } from '../harness/llmLibraryModels.ts';

const model = new RandomModel('random', 1);

const farthest = (a: readonly number[] | undefined, b: Float64Array) =>
  b.reduce((most, x, i) => Math.max(most, Math.abs(x - (a?.[i] ?? NaN))), 0);

test('scores of a prompt and of tokens after it are those of the reference', async ({ page }) => {
  page.on('console', (m) => console.log(m.text()));
  await model.serve(page);
  const harness = await openHarness(page);
  const prompt = 'const x = 1;';
  const forced = tokensOf('abcdef');
  const { logits } = await harness.evaluate(
    async ({ open }, { prompt, forced }) => {
      const { complete } = await open('random');
      return complete({ prompt, max_tokens: forced.length + 1, temperature: 1 }, forced);
    },
    { prompt, forced },
  );
  const reference = model.reference();
  let expected = reference.append(tokensOf(prompt));
  console.log(Math.max(...expected), Math.min(...expected));
  for (let i = 0; i <= forced.length; i++) {
    console.log(farthest(logits[i], expected));
    expect(farthest(logits[i], expected)).toBeLessThan(1e-3);
    expected = reference.append([forced[i] ?? 0]);
  }
});
