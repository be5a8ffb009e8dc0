import { expect, type Page, test } from '@playwright/test';
import { PROGRAM_GRAMMAR } from '../../../src/search/prompts/grammar.ts';
import { recogniser } from '../../../src/search/testing/xgrammar.ts';
import { openHarness } from '../harness/llm-page.ts';
import { RandomModel } from '../harness/llmLibraryModels.ts';

/** What a model of random weights, whose tokens are single bytes, writes when it is held to a grammar, or is not. */
async function write(page: Page, grammar: string | undefined, maxTokens: number, seeds: readonly number[]) {
  await new RandomModel('random', 1).serve(page);
  const harness = await openHarness(page);
  return harness.evaluate(
    async ({ startLlm, toy }, { grammar, maxTokens, seeds }) => {
      const llm = startLlm();
      const modelUrl = new URL('/models/random', location.href).href;
      const libraryUrl = new URL('/models/nas-coder/nas-coder.wasm', location.href).href;
      const loaded = await llm.load(toy('networks', { id: 'random', modelUrl, libraryUrl }));
      if (!loaded.ok) throw new Error(loaded.error.message);
      const texts: string[] = [];
      for (const seed of seeds) {
        const reply = await llm.complete({ temperature: 1, maxTokens, seed, ...(grammar && { grammar }) });
        texts.push(reply.ok ? reply.value.text : reply.error.message);
      }
      return texts;
    },
    { grammar, maxTokens, seeds },
  );
}

test('a model is held to a grammar and ends where it ends', async ({ page }) => {
  const texts = await write(page, 'root ::= "yes" | "no"', 20, [1, 2, 3, 4, 5, 6, 7, 8]);
  for (const text of texts) expect(['yes', 'no']).toContain(text);
  expect(new Set(texts).size).toBe(2);
});

test('held to the grammar of programs, even random weights write the beginning of one', async ({ page }) => {
  const accepts = await recogniser(PROGRAM_GRAMMAR);
  const constrained = await write(page, PROGRAM_GRAMMAR, 200, [1, 2]);
  for (const text of constrained) {
    expect(text.length).toBeGreaterThan(150);
    expect([text, await accepts(text, 'anywhere')]).toEqual([text, true]);
  }
  expect(constrained[0]).not.toBe(constrained[1]);
  const [free = ''] = await write(page, undefined, 200, [1]);
  expect(await accepts(free, 'anywhere')).toBe(false);
});
