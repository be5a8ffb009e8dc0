/** The page of the benchmark in a headless browser, and its workers as sides. */
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { BROWSER_FLAGS, ensureBrowser } from '../browser.mjs';
import type { SideName } from './names.ts';
import type { TfSide } from './page/side.ts';
import './page/page.ts';

export interface Browser {
  readonly version: string;
  /** Makes the side's worker with the first call. */
  side(name: Exclude<SideName, 'pytorch'>): TfSide;
  end(name: SideName): Promise<void>;
  close(): Promise<void>;
}

const ROOT = new URL('../..', import.meta.url).pathname;

/** @throws with a sentence when there is no browser */
export async function openBrowser(): Promise<Browser> {
  const found = await ensureBrowser();
  if ('message' in found) throw new Error(found.message);
  const server = await createServer({
    root: ROOT,
    logLevel: 'error',
    server: { port: 0, hmr: false, watch: null },
    // A cache of its own, since its list of packages is another than that of `npm run dev`.
    cacheDir: 'node_modules/.vite/bench',
    optimizeDeps: { include: ['@jax-js/jax'] },
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath: found.path, args: BROWSER_FLAGS });
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls?.local[0]}scripts/bench/page/index.html`);

  await page.waitForFunction(() => 'bench' in globalThis);

  const call = (name: SideName, method: string, args: readonly unknown[]) =>
    page.evaluate(([name, method, args]) => bench.call(name, method, args), [name, method, args] as const);
  const methodOf =
    (name: SideName, method: keyof TfSide) =>
    (...args: readonly unknown[]) =>
      call(name, method, args) as Promise<never>;
  return {
    version: browser.version(),
    side: (name) => ({
      start: methodOf(name, 'start'),
      prepare: methodOf(name, 'prepare'),
      time: methodOf(name, 'time'),
      counts: methodOf(name, 'counts'),
      profile: methodOf(name, 'profile'),
      losses: methodOf(name, 'losses'),
    }),
    end: (name) => page.evaluate((name) => bench.end(name), name),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
