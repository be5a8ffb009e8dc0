import { expect, type Page, test } from '@playwright/test';
import { parseProgram } from '../../../src/search/program/syntax/parse.ts';
import { PROGRAM_GRAMMAR } from '../../../src/search/prompts/grammar.ts';
import { terseMutation } from '../../../src/search/prompts/terse.ts';
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
      if (!loaded.ok) throw new Error(loaded.error.kind);
      const texts: string[] = [];
      for (const seed of seeds) {
        const reply = await llm.complete({ temperature: 1, maxTokens, seed, ...(grammar && { grammar }) });
        texts.push(reply.ok ? reply.value.text : reply.error.kind);
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

test('our own model, held to the grammar, declares no name twice, however wildly it writes', async ({
  page,
}) => {
  const harness = await openHarness(page);
  const skips = [2, 3, 4].map((n) =>
    [
      '',
      `  const skip${n} = x;`,
      '  x = tf.layers.dense({ units: 8 }).apply(x);',
      `  x = tf.layers.add().apply([x, skip${n}]);`,
    ].join('\n'),
  );
  const parent = `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  let x = tf.layers.flatten().apply(input);
  x = tf.layers.dense({ units: 8 }).apply(x);${skips.join('')}
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });
}`;
  const user = terseMutation(
    { inputShape: [40, 1], classes: 10 },
    { source: parent, valAccuracy: 0.6, params: 800 },
    'add-residuals',
  );
  const texts = await harness.evaluate(
    async ({ startLlm, toy }, { user, grammar }) => {
      const llm = startLlm();
      const modelUrl = new URL('/models/nas-coder', location.href).href;
      const libraryUrl = new URL('/models/nas-coder/nas-coder.wasm', location.href).href;
      const choice = toy('networks', {
        id: 'nas-coder',
        modelUrl,
        libraryUrl,
        isCoder: true,
        style: 'terse',
      });
      const loaded = await llm.load(choice);
      if (!loaded.ok) throw new Error(loaded.error.kind);
      const texts: string[] = [];
      for (let seed = 1; seed <= 12; seed++) {
        const options = { temperature: 1.2, maxTokens: 400, seed, grammar };
        const reply = await llm.complete(options, undefined, { system: '', user });
        if (!reply.ok) throw new Error(reply.error.kind);
        if (reply.value.finish === 'stop') texts.push(reply.value.text);
      }
      return texts;
    },
    { user, grammar: PROGRAM_GRAMMAR },
  );
  expect(texts.length).toBeGreaterThan(6);
  const faults = texts.flatMap((text) => {
    const parsed = parseProgram(text);
    return parsed.ok ? [] : [`${parsed.error}\n${text}`];
  });
  expect(faults).toEqual([]);
});
