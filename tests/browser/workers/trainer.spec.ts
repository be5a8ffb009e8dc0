import { type Page, expect, test } from '@playwright/test';
import { NETWORK_PROXIES, type NetworkProxy } from '../../../src/search/estimators/proxies.ts';
import type { BackendChoice } from '../../../src/search/spec/spec.ts';
import { blankPage } from '../harness/trainer-page.ts';
import type * as Harness from '../harness/trainer-worker.ts';

interface JobSettings {
  readonly net: string;
  readonly training?: object;
  readonly seed?: number;
}

/** The trainer in its worker, opened on MNIST-1D. */
async function openTrainer(page: Page, backend: BackendChoice, labels: object = {}) {
  await blankPage(page);
  const opened = await page.evaluate(
    async ([backend, labels]) =>
      ((await import('/tests/browser/harness/trainer-worker.ts' as string)) as typeof Harness).open(
        backend,
        labels,
      ),
    [backend, labels] as const,
  );
  return {
    opened,
    train: ({ net, training = {}, seed }: JobSettings) =>
      page.evaluate(
        async ([net, training, seed]) => {
          const harness = (await import(
            '/tests/browser/harness/trainer-worker.ts' as string
          )) as typeof Harness;
          return harness.train(harness.job(net, training, seed));
        },
        [net, training, seed] as const,
      ),
    trainOn: ({ net, training = {} }: JobSettings, then: object) =>
      page.evaluate(
        async ([net, training, then]) => {
          const harness = (await import(
            '/tests/browser/harness/trainer-worker.ts' as string
          )) as typeof Harness;
          return harness.trainOn(harness.job(net, training), harness.job(net, then, 2));
        },
        [net, training, then] as const,
      ),
    probe: ({ net, training = {} }: JobSettings) =>
      page.evaluate(
        async ([net, training]) => {
          const harness = (await import(
            '/tests/browser/harness/trainer-worker.ts' as string
          )) as typeof Harness;
          return harness.probe(harness.job(net, training), harness.NETWORK_PROXIES);
        },
        [net, training] as const,
      ),
    stopAtOnce: ({ net, training = {} }: JobSettings) =>
      page.evaluate(
        async ([net, training]) => {
          const harness = (await import(
            '/tests/browser/harness/trainer-worker.ts' as string
          )) as typeof Harness;
          return harness.stopAtOnce(harness.job(net, training));
        },
        [net, training] as const,
      ),
    test: ({ net, training = {} }: JobSettings) =>
      page.evaluate(
        async ([net, training]) => {
          const harness = (await import(
            '/tests/browser/harness/trainer-worker.ts' as string
          )) as typeof Harness;
          return harness.test(harness.job(net, training));
        },
        [net, training] as const,
      ),
    cancelAfter: ({ net, training = {} }: JobSettings, ms: number) =>
      page.evaluate(
        async ([net, training, ms]) => {
          const harness = (await import(
            '/tests/browser/harness/trainer-worker.ts' as string
          )) as typeof Harness;
          return harness.cancelAfter(harness.job(net, training), ms);
        },
        [net, training, ms] as const,
      ),
    memory: () =>
      page.evaluate(async () =>
        ((await import('/tests/browser/harness/trainer-worker.ts' as string)) as typeof Harness).memory(),
      ),
  };
}

const steps = (count: number) => ({ length: { unit: 'steps', count } });

const DIVERGING = { optimizer: 'sgd', learningRate: 10, momentum: 0.99, schedule: 'constant', ...steps(400) };

/** One step that changes next to nothing. */
const STANDSTILL = { optimizer: 'sgd', learningRate: 1e-6, weightDecay: 0, batchSize: 16, ...steps(1) };

test('a machine without a hardware GPU trains on wasm and says why', async ({ page }) => {
  const { opened } = await openTrainer(page, 'auto');
  expect(opened).toEqual({
    report: { backend: 'wasm', reason: { kind: 'no-gpu', why: 'software' } },
    task: {
      inputShape: [40, 1],
      classes: 10,
      classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      labelCounts: expect.any(Array),
    },
  });
  // An eighth of 4,000; the published arrays have 379 to 419 training examples of each class.
  const { labelCounts } = opened.task;
  expect(labelCounts?.reduce((sum, count) => sum + count, 0)).toBe(500);
  for (const count of labelCounts ?? []) expect(Math.abs(count - 50)).toBeLessThan(5);
});

test('one class against the rest is a task of two, with the counts that a constant answer is measured by', async ({
  page,
}) => {
  const trainer = await openTrainer(page, 'wasm', { labels: 'one-against-rest', classA: 7 });
  const { task } = trainer.opened;
  expect(task).toMatchObject({ classes: 2, classNames: ['not 7', '7'] });
  const [rest = 0, one = 0] = task.labelCounts ?? [];
  expect(rest + one).toBe(500);
  expect(Math.abs(one - 50)).toBeLessThan(5);
});

test('a pair of one class is refused in a sentence', async ({ page }) => {
  const opening = openTrainer(page, 'wasm', { labels: 'pair', classA: 5, classB: 5 });
  await expect(opening).rejects.toThrow('Both classes of the pair are 5 (5): choose two that differ.');
});

test('a software GPU is used when it is asked for, and named', async ({ page }) => {
  const { opened } = await openTrainer(page, 'webgpu');
  expect(opened.report.backend).toBe('webgpu');
  expect(opened.report.reason).toEqual({ kind: 'chosen', isSoftware: true });
  expect(opened.report.adapter).toBeTruthy();
});

test('a convolutional network learns MNIST-1D, point by point', async ({ page }) => {
  const trainer = await openTrainer(page, 'wasm');
  const { points, result } = await trainer.train({ net: 'cnn', training: steps(120) });
  // 3,500 examples in batches of 128: an epoch ends with the 28th, 55th, 83rd and 110th step, and the run with its last.
  expect(points.map(({ epoch, step }) => [epoch, step])).toEqual([
    [1, 28],
    [2, 55],
    [3, 83],
    [4, 110],
    [5, 120],
  ]);
  expect(points.at(-1)?.trainLoss).toBeLessThan((points[0]?.trainLoss ?? 0) / 1.5);
  // Of equally accurate points the one with the lower loss is the best.
  const [best] = points.toSorted((a, b) => b.valAccuracy - a.valAccuracy || a.valLoss - b.valLoss);
  if (!best) throw new Error('no points');
  expect(best.valAccuracy).toBeGreaterThan(0.4);
  expect(result).toMatchObject({
    kind: 'scored',
    score: {
      valAccuracy: best.valAccuracy,
      valLoss: best.valLoss,
      bestEpoch: best.epoch,
      epochs: 5,
      steps: 120,
    },
  });
});

for (const backend of ['wasm', 'cpu'] as const) {
  test(`the same job gives the same numbers twice on ${backend}`, async ({ page }) => {
    const trainer = await openTrainer(page, backend);
    const settings: JobSettings = { net: 'dropout', training: steps(60), seed: 5 };
    const first = await trainer.train(settings);
    expect(first.points.length).toBeGreaterThan(2);
    expect((await trainer.train(settings)).points).toEqual(first.points);
    expect((await trainer.train({ ...settings, seed: 6 })).points).not.toEqual(first.points);
  });
}

/** What differences of nearly equal numbers, or eigenvalues of nearly nothing, leave of single precision. */
const LOOSE: Partial<Record<NetworkProxy, number>> = { grasp: 0.05, jacob_cov: 0.02 };

for (const net of ['cnn', 'dropout', 'gru']) {
  test(`the proxies of ${net} are the same on wasm and cpu`, async ({ page }) => {
    const settings: JobSettings = { net, training: { batchSize: 16 } };
    const onWasm = await (await openTrainer(page, 'wasm')).probe(settings);
    const onCpu = await (await openTrainer(page, 'cpu')).probe(settings);
    for (const proxy of NETWORK_PROXIES) {
      const [wasm, cpu] = [onWasm?.[proxy]?.value, onCpu?.[proxy]?.value];
      // A recurrent network rectifies nothing.
      if (proxy === 'naswot' && net === 'gru') expect([wasm, cpu]).toEqual([undefined, undefined]);
      else expect(Math.abs((wasm ?? NaN) / (cpu ?? NaN) - 1), proxy).toBeLessThan(LOOSE[proxy] ?? 1e-3);
    }
  });
}

test('a network that cannot be trained has no proxies', async ({ page }) => {
  const probe = await (await openTrainer(page, 'wasm')).probe({ net: 'untrainable' });
  expect(Object.values(probe ?? {}).filter(({ value }) => value !== undefined)).toEqual([]);
});

test('a training that is watched ends at the point where it is told to', async ({ page }) => {
  const trainer = await openTrainer(page, 'wasm');
  const { points, result } = await trainer.stopAtOnce({ net: 'mlp', training: steps(400) });
  expect(points.map(({ epoch }) => epoch)).toEqual([1]);
  expect(result).toEqual({ kind: 'cancelled' });
});

for (const backend of ['wasm', 'cpu', 'webgpu'] as const) {
  test(`a network begins where the one that it inherits from ended on ${backend}`, async ({ page }) => {
    const trainer = await openTrainer(page, backend);
    const settings: JobSettings = { net: 'mlp', training: { batchSize: 16, ...steps(6) } };
    const { first, second } = await trainer.trainOn(settings, STANDSTILL);
    expect(second.result).toMatchObject({ kind: 'scored', score: { inherited: 1 } });
    const [ended, began] = [first.points.at(-1), second.points[0]];
    expect(began?.valLoss).toBeCloseTo(ended?.valLoss ?? NaN, 3);
    const fresh = await trainer.train({ ...settings, training: STANDSTILL, seed: 2 });
    expect(Math.abs((fresh.points[0]?.valLoss ?? NaN) - (ended?.valLoss ?? NaN))).toBeGreaterThan(0.02);
  });
}

test('the final report trains on all training data and reads the test split', async ({ page }) => {
  const trainer = await openTrainer(page, 'wasm');
  const before = await trainer.memory();
  const report = await trainer.test({ net: 'mlp', training: steps(200) });
  // 1,000 test examples of ten classes, the most common of which has 112 in the published arrays.
  expect(report).toMatchObject({ majorityAccuracy: expect.closeTo(0.11, 1) });
  expect('testAccuracy' in report && report.testAccuracy).toBeGreaterThan(0.4);
  expect(await trainer.memory()).toEqual(before);
});

for (const backend of ['wasm', 'cpu', 'webgpu'] as const) {
  test(`no tensor outlives its job on ${backend}, however it ends`, async ({ page }) => {
    const trainer = await openTrainer(page, backend);
    const before = await trainer.memory();
    const small = { batchSize: 16 };
    const endings = {
      scored: (await trainer.trainOn({ net: 'dropout', training: { ...small, ...steps(3) } }, STANDSTILL))
        .second.result,
      probed: await trainer.probe({ net: 'dropout', training: small }),
      diverged: (await trainer.train({ net: 'mlp', training: { ...small, ...DIVERGING } })).result,
      failed: (await trainer.train({ net: 'untrainable', training: small })).result,
      cancelled: (await trainer.cancelAfter({ net: 'mlp', training: { ...small, ...steps(100_000) } }, 700))
        .result,
    };
    expect(endings).toMatchObject({
      scored: { kind: 'scored', score: { inherited: 1 } },
      probed: { grad_norm: { value: expect.any(Number) }, fisher: { value: expect.any(Number) } },
      diverged: {
        kind: 'failed',
        reason: 'diverged',
        message: { kind: 'loss-not-finite' },
      },
      failed: { kind: 'failed', reason: 'error', message: { kind: 'tfjs-failed' } },
      cancelled: { kind: 'cancelled' },
    });
    expect(await trainer.memory()).toEqual(before);
  });
}

test('a cancelled job ends within a second', async ({ page }) => {
  const trainer = await openTrainer(page, 'wasm');
  const { result, waitedMs } = await trainer.cancelAfter({ net: 'cnn', training: steps(100_000) }, 1500);
  expect(result).toEqual({ kind: 'cancelled' });
  // The promise of the trainer, on a machine that may be at other work: not a measurement.
  expect(waitedMs).toBeLessThan(1000);
});
