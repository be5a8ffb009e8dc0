import { type CDPSession, type Page, expect, test } from '@playwright/test';
import type * as Harness from '../harness/memory.ts';
import type * as Spare from '../harness/spareBuffers.ts';
import { blankPage } from '../harness/trainer-page.ts';

const NETWORKS = 500;
/** By then caches, compiled code and the heap of wasm are about as large as they get. */
const WARM_UP = 200;
const CHUNK = 100;

/** The debugger's door to the one worker of a page. */
async function attach(page: Page): Promise<{ send: (method: string) => Promise<unknown> }> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const attached = new Promise<string>((resolve) =>
    session.on('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId)),
  );
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const sessionId = await attached;
  const waiting = new Map<number, (result: unknown) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result: unknown };
    waiting.get(id)?.(result);
  });
  let last = 0;
  return {
    send: async (method) => {
      const id = ++last;
      const answer = new Promise((resolve) => waiting.set(id, resolve));
      await session.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
      return answer;
    },
  };
}

test('500 trainings of different networks leave nothing behind', async ({ page }) => {
  test.setTimeout(300_000);
  await blankPage(page);
  const trainings = await page.evaluateHandle(
    async (networks) =>
      ((await import('/tests/browser/harness/memory.ts' as string)) as typeof Harness).open(networks),
    NETWORKS,
  );
  const debuggee = await attach(page);
  const worker = page.workers().find((candidate) => candidate.url().includes('memory.worker'));
  if (!worker) throw new Error('no trainer');
  const read = async () => {
    await debuggee.send('HeapProfiler.collectGarbage');
    const { usedSize } = (await debuggee.send('Runtime.getHeapUsage')) as { usedSize: number };
    const { tensors, bytes } = await trainings.evaluate(({ memory }) => memory());
    return { tensors, bytes, wasm: await worker.evaluate(() => globalThis.wasmBytes()), heap: usedSize };
  };

  const readings = [await read()];
  let scored = 0;
  for (let from = 0; from < NETWORKS; from += CHUNK) {
    const to = from + CHUNK;
    scored += await trainings.evaluate(({ train }, [from, to]) => train(from, to), [from, to] as const);
    readings.push(await read());
  }
  expect(scored).toBeGreaterThan(0.95 * NETWORKS);
  const [start] = readings;
  for (const { tensors, bytes } of readings)
    expect({ tensors, bytes }).toEqual({ tensors: start?.tensors, bytes: start?.bytes });
  const growth = (key: 'wasm' | 'heap') =>
    (readings.at(-1)?.[key] ?? NaN) - (readings[WARM_UP / CHUNK]?.[key] ?? NaN);
  expect(growth('wasm')).toBe(0);
  // TF.js remembers the name of every variable it ever made: some ten names a network. A network that stayed would
  // be a hundred times this.
  expect(growth('heap') / (NETWORKS - WARM_UP)).toBeLessThan(3000);
});

test('buffers on the GPU that no tensor uses are given back when they are many, and training goes on as before', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await blankPage(page);
  const { first, tolerated, released, second } = await page.evaluate(async () =>
    ((await import('/tests/browser/harness/spareBuffers.ts' as string)) as typeof Spare).trainTwice('mlp'),
  );
  expect(first.held).toBeGreaterThan(first.used);
  expect(tolerated).toBe(first.held);
  expect(released).toEqual({ held: first.used, used: first.used });
  expect(second.losses).toEqual(first.losses);
  expect(second.held).toBeGreaterThan(released.held);
});
