import { expect, it } from 'vitest';
import { initialNetwork } from '../../search/references/initial.ts';
import { seedsFor } from '../../search/references/seeds.ts';
import { QuickJsCompiler } from './compiler.ts';

/** By hand, from the layers' sizes. */
const PARAMS = {
  // 40 · 100 + 100, 100 · 100 + 100, 100 · 10 + 10; 784 in place of 40.
  MLP: [15_210, 89_610],
  // 5·25 + 25, twice 3·25·25 + 25, 125·10 + 10; 25·25 + 25, twice 9·625 + 25, 4·4·25·10 + 10.
  CNN: [5210, 650 + 2 * 5650 + 4010],
  // Both ways 3 · (1·6 + 6·6 + 6), 480·10 + 10; 3 · (28·6 + 6·6 + 6), 28·12·10 + 10.
  GRU: [288 + 4810, 1260 + 3370],
  // 3·32 + 32, twice 3·1024 + 32, 320·256 + 256, 2570; 9·32 + 32, twice 9·1024 + 32, 1568·256 + 256, 2570.
  'Large CNN': [128 + 2 * 3104 + 82_176 + 2570, 320 + 2 * 9248 + 401_664 + 2570],
} as const;

const TASKS = [
  { inputShape: [40, 1], classes: 10 },
  { inputShape: [28, 28, 1], classes: 10 },
];

it.each(TASKS)('gives methods networks to begin with that fit $inputShape', async (task) => {
  const compiler = new QuickJsCompiler();
  const at = TASKS.indexOf(task);
  for (const { name, source } of seedsFor(task))
    expect([name, await compiler.compile(source, task)]).toMatchObject([
      name,
      { ok: true, value: { params: PARAMS[name as keyof typeof PARAMS][at] } },
    ]);
  // One filter with its bias, and a dense layer over all places.
  const places = task.inputShape.reduce((product, side) => product * side, 1);
  expect(await compiler.compile(initialNetwork(task).source, task)).toMatchObject({
    ok: true,
    value: { params: 2 + 10 * places + 10 },
  });
});
