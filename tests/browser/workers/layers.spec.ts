import { type Page, expect, test } from '@playwright/test';
import { blankPage } from '../harness/trainer-page.ts';
import { workersNamed } from '../harness/workersNamed.ts';

type Harness = typeof import('../harness/layers.ts');

async function openHarness(page: Page) {
  await blankPage(page);
  return page.evaluateHandle(() => import('/tests/browser/harness/layers.ts' as string) as Promise<Harness>);
}

const workers = (page: Page) => workersNamed(page, 'layer model');

test('learns a network by heart: each layer, and the block of each', async ({ page }) => {
  const harness = await openHarness(page);
  const run = await harness.evaluate(async ({ startModel, pretrain, stack, largest }) => {
    const model = startModel();
    const steps: { step: number; of: number; loss: number }[] = [];
    await pretrain(model, { steps: 100 }, (step) => steps.push(step));
    const predicted: number[] = [];
    const blocks: number[] = [];
    for (const [i, layer] of stack.layers.entries()) {
      predicted.push(largest(await model.next(stack.layers.slice(0, i))));
      blocks.push(largest(await model.classify(stack.layers.slice(0, i), layer)));
    }
    return { steps, predicted, blocks, stack };
  });
  expect(run.steps.map(({ step, of }) => [step, of])).toEqual(
    Array.from({ length: 100 }, (_, i) => [i + 1, 100]),
  );
  // Fresh weights prefer none of the 135 tokens and the opening one.
  expect(run.steps[0]?.loss).toBeCloseTo(Math.log(136), 0);
  expect(run.steps.at(-1)?.loss).toBeLessThan(0.1);
  expect(run.predicted).toEqual(run.stack.layers);
  expect(run.blocks).toEqual(run.stack.blocks);
});

test('comes to the same weights by the same seed, and fine-tuning goes on from them', async ({ page }) => {
  const harness = await openHarness(page);
  const { first, again, other, tuned } = await harness.evaluate(
    async ({ startModel, pretrain, stack, never }) => {
      const logitsBy = async (seed: number) => {
        const model = startModel();
        await pretrain(model, { steps: 5, seed });
        const logits = [...(await model.next([1, 2])), ...(await model.classify([1], 2))];
        return { model, logits };
      };
      const { model, logits: first } = await logitsBy(1);
      const { logits: again } = await logitsBy(1);
      const { logits: other } = await logitsBy(2);
      let tuned = NaN;
      const settings = { steps: 1, seed: 1 };
      await model.teach('fine-tune', [stack], settings, ({ loss }) => (tuned = loss), never);
      return { first, again, other, tuned };
    },
  );
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  expect(tuned).toBeLessThan(Math.log(136) - 0.5);
});

test('is as before when teaching is aborted', async ({ page }) => {
  const harness = await openHarness(page);
  const { before, refused, after, steps, later } = await harness.evaluate(
    async ({ startModel, pretrain, never, refusal }) => {
      const model = startModel();
      await model.load(never);
      const before = [...(await model.next([1, 2]))];
      const controller = new AbortController();
      let steps = 0;
      const taught = pretrain(
        model,
        { steps: 1000 },
        ({ step }) => {
          steps = step;
          if (step === 3) controller.abort(new Error('the person stopped it'));
        },
        controller.signal,
      );
      const refused = await refusal(taught);
      const after = [...(await model.next([1, 2]))];
      await pretrain(model, { steps: 2 });
      return { before, refused, after, steps, later: [...(await model.next([1, 2]))] };
    },
  );
  expect(refused).toBe('the person stopped it');
  // The message overtakes few steps on its way.
  expect(steps).toBeLessThan(50);
  expect(after).toEqual(before);
  expect(later).not.toEqual(before);
});

test('says that its worker was lost, and begins another', async ({ page }) => {
  const harness = await openHarness(page);
  const job = await harness.evaluateHandle(({ startModel, pretrain, refusal }) => {
    const model = startModel();
    const progress = { steps: 0 };
    const taught = refusal(pretrain(model, { steps: 100_000 }, ({ step }) => (progress.steps = step)));
    return { model, progress, refused: taught };
  });
  await expect.poll(() => job.evaluate(({ progress }) => progress.steps)).toBeGreaterThan(0);
  for (const worker of await workers(page)) await worker.evaluate(() => self.close()).catch(() => {});
  expect(await job.evaluate(({ refused }) => refused)).toContain('was lost with its worker');
  const answered = await job.evaluate(async ({ model }) => {
    await model.load(new AbortController().signal);
    return (await model.next([])).length;
  });
  expect(answered).toBe(135);
});

test('refuses shipped weights that are not those of this page', async ({ page }) => {
  const harness = await openHarness(page);
  await page.route('**/layer-gpt/weights.bin', async (route) => {
    const body = await (await route.fetch()).body();
    body[100] = (body[100] ?? 0) ^ 1;
    await route.fulfill({ body });
  });
  const refused = await harness.evaluate(({ startModel, never, refusal }) =>
    refusal(startModel().load(never)),
  );
  expect(refused).toMatch(/weights\.bin is not the file that belongs to this page .*reload the page/);
});

test('says which file the server lacks', async ({ page }) => {
  const harness = await openHarness(page);
  await page.route('**/layer-gpt/weights.bin', (route) => route.fulfill({ status: 404 }));
  const refused = await harness.evaluate(({ startModel, never, refusal }) =>
    refusal(startModel().load(never)),
  );
  expect(refused).toContain('/models/layer-gpt/weights.bin');
});
