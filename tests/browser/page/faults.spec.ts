/** What goes wrong on other people's machines, done on purpose: each time the run goes on or can be taken up again. */
import { type Page, type Worker, expect, test } from '@playwright/test';
import type { RunEvent } from '../../../src/search/domain.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { foldRun } from '../../../src/search/run/fold.ts';
import { workersNamed } from '../harness/workersNamed.ts';
import { openStaticHost } from './staticHost.ts';
import { eventsOf, row, runOf, statusOf } from './visit.ts';

const finished = async (page: Page) => (await runOf(page)).candidates.filter(({ outcome }) => outcome).length;
const worker = async (page: Page, name: string): Promise<Worker | undefined> =>
  (await workersNamed(page, name)).at(-1);
const start = (page: Page) => page.getByRole('button', { name: 'Start', exact: true }).click();

/** Starts the run of an address, and waits until so many of its candidates are done with. */
async function startUntil(page: Page, address: string, count: number): Promise<void> {
  await page.goto(address);
  await start(page);
  await expect.poll(() => finished(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(count);
}

/** As a crash does: no event is fired. */
const end = async (page: Page, name: string) =>
  (await worker(page, name))?.evaluate(() => self.close()).catch(() => {});

/** Nothing that was shown is missing later, or is another. */
function expectGrown(before: readonly RunEvent[], after: readonly RunEvent[]): void {
  expect(after.slice(0, before.length)).toEqual(before);
}

/** The page with code that runs in some of its workers before anything else. */
async function withCode(
  before: Readonly<Record<string, () => void>>,
  use: (address: string) => Promise<void>,
) {
  const host = await openStaticHost('/', undefined, before);
  try {
    await use(host.address);
  } finally {
    await host.close();
  }
}

test.use({ serviceWorkers: 'block' });

test('trainers and sandboxes that die at random moments cost the run nothing that was shown', async ({
  page,
}) => {
  const rng = new Rng('deaths');
  await page.goto('/#strategy=evolution&evaluations=14&steps=150&workers=2&seed=5');
  await start(page);
  let before: readonly RunEvent[] = [];
  for (let deaths = 0; deaths < 5; deaths++) {
    const so = await finished(page);
    // A trainer that is lost twice over one network is no accident any more.
    await expect.poll(() => finished(page), { timeout: 60_000 }).toBeGreaterThan(so);
    await page.waitForTimeout(rng.float() * 400);
    await end(page, rng.pick(['trainer', 'sandbox']));
    const now = await eventsOf(page);
    expectGrown(before, now);
    before = now;
  }
  await expect.poll(() => statusOf(page), { timeout: 90_000 }).toBe('ended');
  const after = await eventsOf(page);
  expectGrown(before, after);
  expect(after.at(-1)).toMatchObject({ kind: 'ended', reason: 'budget' });
  const { candidates } = foldRun(after);
  expect(candidates.filter(({ outcome }) => outcome)).toHaveLength(28);
});

test('a run whose search worker dies can be taken up at the very evaluation', async ({ page }) => {
  await startUntil(page, '/#strategy=evolution&evaluations=16&steps=100&workers=1&seed=5&baseline=off', 2);
  await end(page, 'search');
  await expect(page.getByRole('alert')).toContainText('press Start to run again');
  const before = (await runOf(page)).candidates.filter(({ outcome }) => outcome);
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect.poll(() => finished(page), { timeout: 90_000 }).toBe(16);
  const after = (await runOf(page)).candidates;
  expect(after.slice(0, before.length)).toEqual(before);
});

/**
 * A trainer whose GPU the page can take away, and for good: the adapter is gone while the page holds a lock of this name.
 * For such a trainer the software GPU is a hardware one.
 */
function losable(): void {
  Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    const device = await requestDevice.apply(this, wanted);
    Object.assign(globalThis, { device });
    return device;
  };
  const { requestAdapter } = GPU.prototype;
  GPU.prototype.requestAdapter = async function (...wanted) {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === 'adapter-gone') ? null : requestAdapter.apply(this, wanted);
  };
}

const removeAdapter = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        void navigator.locks.request('adapter-gone', () => {
          resolve();
          return new Promise<never>(() => {});
        });
      }),
  );

const loseGpu = async (page: Page) =>
  (await worker(page, 'trainer'))?.evaluate(() =>
    (globalThis as unknown as { device: GPUDevice }).device.destroy(),
  );

const trainings = async (page: Page) =>
  (await eventsOf(page)).filter(({ kind }) => kind === 'training').length;
const notices = async (page: Page) =>
  (await eventsOf(page)).flatMap((event) => (event.kind === 'notice' ? [event.notice.message] : []));
const GPU_LOST = { kind: 'trainer-replaced', loss: expect.objectContaining({ kind: 'gpu-lost' }) as unknown };
/** The first network of this run is small: a GPU in software takes its time. */
const GPU_RUN = '#strategy=random&evaluations=2&steps=20&workers=1&seed=3&baseline=off';

test('a GPU that is lost in training is told, and its network is trained on a new one', async ({ page }) => {
  await withCode({ 'trainer.worker': losable }, async (address) => {
    await page.goto(`${address}${GPU_RUN}`);
    await start(page);
    await expect.poll(() => trainings(page), { timeout: 90_000 }).toBe(1);
    const before = await eventsOf(page);
    await loseGpu(page);
    await expect.poll(() => finished(page), { timeout: 90_000 }).toBe(1);
    expectGrown(before, await eventsOf(page));
    const { candidates, trainers } = await runOf(page);
    expect(candidates[0]).toMatchObject({ trainer: 2, outcome: { kind: 'scored' } });
    expect([...trainers.values()].map(({ backend }) => backend)).toEqual(['webgpu', 'webgpu']);
    expect(await notices(page)).toEqual([GPU_LOST]);
    await expect(page.locator('section.notices')).toContainText('The GPU was lost');
    // The run goes on.
    await expect.poll(() => trainings(page), { timeout: 90_000 }).toBe(3);
  });
});

test('a GPU that is lost while nothing trains costs no network a try', async ({ page }) => {
  await withCode({ 'trainer.worker': losable }, async (address) => {
    await page.goto(`${address}${GPU_RUN.replace('steps=20', 'steps=2')}`);
    await start(page);
    await expect.poll(() => trainings(page), { timeout: 90_000 }).toBe(1);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect.poll(() => finished(page), { timeout: 90_000 }).toBe(1);
    await loseGpu(page);
    await expect.poll(async () => (await runOf(page)).trainers.size, { timeout: 90_000 }).toBe(2);
    expect(await notices(page)).toEqual([GPU_LOST]);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await expect.poll(() => trainings(page), { timeout: 90_000 }).toBe(2);
    expect((await runOf(page)).candidates.map(({ trainer }) => trainer)).toEqual([1, 2]);
  });
});

test('when the adapter is gone with the GPU, training goes on with WebAssembly, and the page says so', async ({
  page,
}) => {
  await withCode({ 'trainer.worker': losable }, async (address) => {
    await page.goto(`${address}${GPU_RUN}`);
    await start(page);
    await expect.poll(() => trainings(page), { timeout: 90_000 }).toBe(1);
    const before = await eventsOf(page);
    await removeAdapter(page);
    await loseGpu(page);
    await expect.poll(() => statusOf(page), { timeout: 120_000 }).toBe('ended');
    expectGrown(before, await eventsOf(page));
    const { candidates, trainers } = await runOf(page);
    expect(candidates.map(({ outcome }) => outcome?.kind)).toEqual(['scored', 'scored']);
    expect([...trainers.values()].at(-1)).toMatchObject({
      backend: 'wasm',
      reason: { kind: 'no-gpu', why: 'no-adapter' },
    });
    expect(await notices(page)).toEqual([GPU_LOST, { kind: 'backend-changed', from: 'webgpu', to: 'wasm' }]);
    await expect(page.locator('section.machine')).toContainText('no WebGPU adapter');
  });
});

test('when WebGPU was chosen and its adapter is gone, the run stands and says why', async ({ page }) => {
  await withCode({ 'trainer.worker': losable }, async (address) => {
    await page.goto(`${address}${GPU_RUN}&backend=webgpu`);
    await start(page);
    await expect.poll(() => trainings(page), { timeout: 90_000 }).toBe(1);
    await removeAdapter(page);
    await loseGpu(page);
    await expect.poll(() => statusOf(page), { timeout: 120_000 }).toBe('ended');
    expect((await eventsOf(page)).at(-1)).toMatchObject({
      kind: 'ended',
      reason: 'failed',
      message: { kind: 'gpu-unusable', why: 'no-adapter' },
    });
    expect(await notices(page)).toEqual([GPU_LOST]);
    // Its network has not failed: it is trained when the run goes on.
    await expect(page.getByRole('button', { name: 'Go on', exact: true })).toBeVisible();
  });
});

test('storage that fills up mid-run is told, the run goes on, and what was kept before can be opened', async ({
  page,
}) => {
  await startUntil(page, '/#strategy=random&evaluations=8&steps=300&workers=1&seed=3', 2);
  await page.waitForTimeout(1_000);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('No room.', 'QuotaExceededError');
    };
    IDBObjectStore.prototype.add = IDBObjectStore.prototype.put;
  });
  await expect(page.getByText('storage is full')).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => finished(page), { timeout: 90_000 }).toBe(8);
  const whole = await eventsOf(page);

  await page.reload();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect.poll(async () => (await eventsOf(page)).length).toBeGreaterThan(5);
  await expect.poll(() => finished(page), { timeout: 90_000 }).toBe(8);
  // The same networks, since the same seed led there; those that were kept are not trained again.
  const sources = (list: readonly RunEvent[]) =>
    list.flatMap((event) => (event.kind === 'asked' ? [event.candidate.source] : []));
  expect(sources(await eventsOf(page))).toEqual(sources(whole));
});

test('a tab that is reloaded again and again mid-run loses nothing that was written, and ends its run', async ({
  page,
}) => {
  const rng = new Rng('reloads');
  await page.goto('/#strategy=evolution&evaluations=14&steps=200&workers=1&seed=7&baseline=off');
  await start(page);
  for (let reload = 0; reload < 3; reload++) {
    const so = await finished(page);
    await expect.poll(() => finished(page), { timeout: 60_000 }).toBeGreaterThan(so);
    await page.waitForTimeout(rng.float() * 700);
    await page.reload();
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    // A page that goes is given the time to write what it shows.
    await expect.poll(() => finished(page), { timeout: 60_000 }).toBeGreaterThan(so);
  }
  await expect.poll(() => finished(page), { timeout: 90_000 }).toBe(14);
  const { candidates } = await runOf(page);
  expect(new Set(candidates.map(({ candidate }) => candidate.id)).size).toBe(14);
});

/** A laptop that slept: to the worker an hour has passed between two ticks. */
function sleepy(): void {
  const now = performance.now.bind(performance);
  let slept = 0;
  performance.now = () => now() + slept;
  Object.assign(globalThis, { sleep: (ms: number) => (slept += ms) });
}

test('a tab that was frozen and a laptop that slept an hour leave the run as it would have been', async ({
  page,
  context,
}) => {
  await withCode({ 'search.worker': sleepy }, async (address) => {
    await startUntil(page, `${address}#strategy=random&evaluations=6&steps=40&workers=1&seed=3`, 1);
    const session = await context.newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await (
      await worker(page, 'search')
    )?.evaluate(() => (globalThis as unknown as { sleep(ms: number): void }).sleep(3_600_000));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await expect.poll(() => finished(page), { timeout: 90_000 }).toBe(6);
    const after = await eventsOf(page);
    expect(after.filter(({ kind }) => kind === 'notice')).toEqual([]);
    // Time is that in which the machine was awake, and goes only forward.
    const times = after.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(600_000);
  });
});

test('a tab that is hidden gets no frames to draw in: its run goes on, is kept, and is shown when one looks again', async ({
  page,
}) => {
  await startUntil(page, '/#strategy=evolution&evaluations=6&steps=200&workers=1&seed=3&baseline=off', 1);
  await page.evaluate(() => {
    const frame = requestAnimationFrame;
    const waiting: FrameRequestCallback[] = [];
    const turn = (isHidden: boolean) => {
      Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
      const visibilityState = isHidden ? 'hidden' : 'visible';
      Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
      globalThis.requestAnimationFrame = isHidden ? (callback) => waiting.push(callback) : frame;
      document.dispatchEvent(new Event('visibilitychange'));
    };
    turn(true);
    Object.assign(globalThis, {
      look: () => {
        turn(false);
        for (const callback of waiting.splice(0)) frame(callback);
      },
    });
  });
  await expect.poll(() => statusOf(page), { timeout: 90_000 }).toBe('ended');
  const { length } = await eventsOf(page);
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          indexedDB.open('nas-playground-runs').onsuccess = ({ target }) => {
            const db = (target as IDBOpenDBRequest).result;
            db.transaction('runs').objectStore('runs').getAll().onsuccess = ({ target }) => {
              db.close();
              resolve((target as IDBRequest<{ events: number }[]>).result[0]?.events ?? 0);
            };
          };
        }),
    );
  await expect.poll(kept).toBe(length);
  await page.evaluate(() => (globalThis as unknown as { look(): void }).look());
  await expect(page.getByRole('status').filter({ hasText: 'Finished' }).first()).toBeVisible();
  for (let id = 1; id <= 6; id++) await expect(row(page, id)).toBeVisible();
});
