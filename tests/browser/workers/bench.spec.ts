/** The benchmark compares like with like, and drives the language model as the page does. */
import { type Page, expect, test } from '@playwright/test';
import { NETS } from '../../../scripts/bench/names.ts';
import { JAX_NETS } from '../../../scripts/bench/page/jaxNets.ts';
import type { Counts, Prepared, TfSide } from '../../../scripts/bench/page/side.ts';
import type { Writer, Written } from '../../../scripts/bench/page/writer.ts';
import '../../../scripts/bench/page/page.ts';
import { startTorch } from '../../../scripts/bench/torchPeer.ts';
import { sizeOf } from '../../../src/search/graph/shape.ts';
import { terseMutation } from '../../../src/search/prompts/terse.ts';

type Name = Parameters<typeof bench.call>[0];

const call = <T>(page: Page, name: Name, method: keyof TfSide, ...args: readonly unknown[]): Promise<T> =>
  page.evaluate(([name, method, args]) => bench.call(name, method, args) as Promise<T>, [
    name,
    method,
    args,
  ] as const);

async function open(page: Page, ...names: readonly Name[]): Promise<void> {
  await page.goto('/scripts/bench/page/index.html');
  await page.waitForFunction(() => 'bench' in globalThis);
  for (const name of names) await call(page, name, 'start');
}

test('ours and the stock TF.js take the same steps', async ({ page }) => {
  await open(page, 'ours-wasm', 'tfjs-wasm');
  for (const net of NETS) {
    const losses = (name: Name) => call<number[]>(page, name, 'losses', net, 32, 4, 1e-3);
    const [ours, stock] = [await losses('ours-wasm'), await losses('tfjs-wasm')];
    expect(new Set(ours).size, net).toBe(4);
    ours.forEach((loss, i) => expect(loss, `${net}, step ${i + 1}`).toBeCloseTo(stock[i] ?? NaN, 3));
  }
});

test('a step of ours takes fewer kernels, and both are counted', async ({ page }) => {
  await open(page, 'ours-cpu', 'tfjs-cpu');
  const kernels = async (name: Name) => {
    await call(page, name, 'prepare', 'mlp', 32);
    const { kernels, dispatches } = await call<Counts>(page, name, 'counts');
    expect(dispatches).toBeNull();
    return kernels ?? NaN;
  };
  expect(await kernels('ours-cpu')).toBeLessThan(await kernels('tfjs-cpu'));
});

test('jax-js trains as many weights', async ({ page }) => {
  await open(page, 'ours-wasm');
  for (const net of NETS) {
    const weights = JAX_NETS[net].shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
    const { parameters } = await call<Prepared>(page, 'ours-wasm', 'prepare', net, 32);
    expect(weights, net).toBe(parameters);
  }
});

test('PyTorch trains as many weights', async ({ page }) => {
  const torch = await startTorch();
  test.skip(!torch, 'PyTorch is not here');
  if (!torch) return;
  try {
    await open(page, 'ours-wasm');
    for (const net of NETS) {
      const { parameters } = await call<Prepared>(page, 'ours-wasm', 'prepare', net, 32);
      // PyTorch's GRU has a bias on both sides of its three gates, of 32 units here.
      const more = net === 'gru' ? 3 * 32 : 0;
      expect((await torch.prepare(net, 32)).parameters, net).toBe(parameters + more);
    }
  } finally {
    torch.end();
  }
});

test('both engines of the language model write the same greedy reply', async ({ page }) => {
  await open(page);
  const parent =
    "export default function build(tf, inputShape, numClasses) {\n  return tf.sequential({ layers: [tf.layers.flatten({ inputShape }), tf.layers.dense({ units: numClasses, activation: 'softmax' })] });\n}";
  const prompt = terseMutation(
    { inputShape: [40, 1], classes: 10 },
    { source: parent, params: 410, valAccuracy: 0.6 },
    'add-dense',
  );
  const write = async (name: 'webllm' | 'coder') => {
    await page.evaluate((name) => bench.call(name, 'load', []), name);
    const options = { temperature: 0, topP: 1, maxTokens: 100, seed: 1 };
    const call = (method: keyof Writer, ...args: readonly unknown[]) =>
      page.evaluate(([name, method, args]) => bench.call(name, method, args), [name, method, args] as const);
    const written = (await call('write', prompt, options)) as Written;
    expect(written.firstMs).toBeGreaterThan(0);
    expect(written.firstMs).toBeLessThan(written.ms);
    return { ...written, dispatches: await call('dispatchesPerToken', prompt) };
  };
  const [webllm, coder] = [await write('webllm'), await write('coder')];
  expect(webllm.text).toContain('export default function build');
  expect(coder.text).toBe(webllm.text);
  // Five a layer and five around them.
  expect([webllm.dispatches, coder.dispatches]).toEqual([5 * 4 + 5, null]);
});
