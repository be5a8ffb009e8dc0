/** The page of the benchmark in a headless browser, and its workers as sides and writers. */
import { openSource } from '../page.mjs';
import type { SideName, WriterName } from './names.ts';
import type { TfSide } from './page/side.ts';
import type { Writer } from './page/writer.ts';
import './page/page.ts';

export interface Browser {
  readonly version: string;
  /** Makes the side's worker with the first call. */
  side(name: Exclude<SideName, 'pytorch'>): TfSide;
  /** Likewise. */
  writer(name: WriterName): Writer;
  end(name: SideName | WriterName): Promise<void>;
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
  const call = (name: SideName | WriterName, method: string, args: readonly unknown[]) =>
    page.evaluate(([name, method, args]) => bench.call(name, method, args), [name, method, args] as const);
  const methodOf =
    (name: SideName | WriterName, method: keyof TfSide | keyof Writer) =>
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
    writer: (name) => ({
      load: methodOf(name, 'load'),
      write: methodOf(name, 'write'),
      dispatchesPerToken: methodOf(name, 'dispatchesPerToken'),
    }),
    end: (name) => page.evaluate((name) => bench.end(name), name),
    close,
  };
}
