import { expect, test } from '@playwright/test';

test('Fashion-MNIST arrives over the network whole, checked and unpacked by the browser', async ({
  page,
  baseURL,
}) => {
  await page.goto('/');
  const loaded = await page.evaluate(async (baseUrl) => {
    const { loadDataset } = await import('/src/workers/datasets/load.ts' as string);
    const result = await loadDataset({ dataset: { id: 'fashion-mnist', labels: 'all' }, baseUrl });
    if (!result.ok) return result.error;
    const { train, test } = result.value;
    return {
      labels: [...train.y.slice(0, 12)],
      brightness: train.x.reduce((sum: number, pixel: number) => sum + Math.round(255 * pixel), 0),
      test: test.y.length,
    };
  }, baseURL);
  // The sum of all pixels was taken from Debian's dataset-fashion-mnist with numpy.
  expect(loaded).toEqual({ labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1], brightness: 573133949, test: 2000 });
});

test('a dataset that is not there is reported missing, though the server answers with a page', async ({
  page,
  baseURL,
}) => {
  await page.goto('/');
  const fault = await page.evaluate(async (baseUrl) => {
    const { loadDataset } = await import('/src/workers/datasets/load.ts' as string);
    const result = await loadDataset({
      dataset: { id: 'fashion-mnist', labels: 'all' },
      baseUrl: `${baseUrl}elsewhere/`,
    });
    return result.ok ? undefined : result.error.kind;
  }, baseURL);
  expect(fault).toBe('missing');
});
