/** The page of the benchmark in a headless browser, and its workers as sides. */
import { openSource } from '../page.mjs';
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

/** @throws with a sentence when there is no browser */
export async function openBrowser(): Promise<Browser> {
  const { page, close } = await openSource('scripts/bench/page/index.html', {
    ready: 'bench',
    // A cache of its own, since its list of packages is another than that of `npm run dev`.
    cacheDir: 'node_modules/.vite/bench',
    optimizeDeps: { include: ['@jax-js/jax'] },
  });
  const call = (name: SideName, method: string, args: readonly unknown[]) =>
    page.evaluate(([name, method, args]) => bench.call(name, method, args), [name, method, args] as const);
  const methodOf =
    (name: SideName, method: keyof TfSide) =>
    (...args: readonly unknown[]) =>
      call(name, method, args) as Promise<never>;
  return {
    version: page.context().browser()?.version() ?? 'unknown',
    side: (name) => ({
      start: methodOf(name, 'start'),
      prepare: methodOf(name, 'prepare'),
      time: methodOf(name, 'time'),
      counts: methodOf(name, 'counts'),
      profile: methodOf(name, 'profile'),
      losses: methodOf(name, 'losses'),
    }),
    end: (name) => page.evaluate((name) => bench.end(name), name),
    close,
  };
}
