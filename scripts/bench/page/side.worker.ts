/** One side of a comparison, or what runs the language model. Each runs in a worker of its own, and loads nothing of the others. */
import * as Comlink from 'comlink';
import type { BackendName } from '../../../src/search/domain.ts';
import type { SideName, WriterName } from '../names.ts';
import type { Side } from './side.ts';
import type { Writer } from './writer.ts';

const name = self.name as Exclude<SideName, 'pytorch'> | WriterName;

async function load(): Promise<Side | Writer> {
  if (name === 'webllm' || name === 'coder') return (await import('./writers.ts')).writer(name);
  if (name === 'jax-js') return (await import('./jax.ts')).jax();
  const [library, backend] = name.split('-') as ['ours' | 'tfjs', BackendName];
  return library === 'ours'
    ? (await import('./ours.ts')).ours(backend)
    : (await import('./stock.ts')).stock(backend);
}

// Behind the door, so that calls are heard from the start.
const side = load();

/** The side's methods, each waiting for its library. Calls of what a side has not end with an error that names it. */
Comlink.expose({
  async call(method: string, args: readonly unknown[]): Promise<unknown> {
    const methods = (await side) as unknown as Record<
      string,
      (...args: readonly unknown[]) => Promise<unknown>
    >;
    const found = methods[method];
    if (!found) throw new Error(`${name} has no ${method}.`);
    return found(...args);
  },
});
