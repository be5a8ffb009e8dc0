import type * as Comlink from 'comlink';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Rng } from '../../search/random/rng.ts';
import { ok } from '../../search/result.ts';
import { parseSpec } from '../../search/spec/spec.ts';
import { supernetContract } from '../../search/testing/supernetContract.ts';
import type { SupernetResult, TrainerApi } from '../api.ts';
import { Trainer } from '../trainer/trainer.ts';
import { SupernetClient } from './supernetClient.ts';

/** Three classes that differ by where a sequence is high. */
function examples(count: number, seed: number) {
  const rng = new Rng(seed);
  const y = Uint8Array.from({ length: count }, (_, i) => i % 3);
  const x = Float32Array.from({ length: count * 6 }, (_, i) => {
    const label = y[Math.floor(i / 6)] ?? 0;
    return rng.float() + (Math.floor((i % 6) / 2) === label ? 1 : 0);
  });
  return { x, y };
}

const spec = parseSpec({});
if (!spec.ok) throw new Error(spec.error);
const { dataset } = spec.value;

// What comlink would hand to another thread is called here at once.
vi.mock('comlink', () => ({ proxy: <T>(value: T) => value }));

describe('the supernet on a trainer in plain JavaScript', () => {
  const trainer = new Trainer(async () =>
    ok({
      inputShape: [6, 1],
      classNames: ['low', 'middle', 'high'],
      train: examples(24, 1),
      test: examples(6, 2),
    } as never),
  );
  beforeAll(() =>
    trainer.open({ backend: 'cpu', data: { dataset, validationFraction: 0.25, seed: 1, baseUrl: '' } }),
  );
  const api = trainer as unknown as Comlink.Remote<TrainerApi>;
  const lent = {
    supernet: async <T>(
      signal: AbortSignal,
      use: (api: Comlink.Remote<TrainerApi>) => Promise<SupernetResult<T>>,
    ): Promise<SupernetResult<T>> => (signal.aborted ? { kind: 'cancelled' } : use(api)),
  };
  const client = new SupernetClient({
    async lend(signal, use) {
      const result = await use(lent as never);
      signal.throwIfAborted();
      if (result.kind !== 'done') throw new Error(JSON.stringify(result));
      return result.value;
    },
  });

  supernetContract({ it, equal: (actual, expected) => expect(actual).toEqual(expected) }, async () => client);

  it('learns: a network of it is right more often after training than before', async () => {
    const { signal } = new AbortController();
    const cells = [[2, 2, 2, 2, 2, 2]];
    const accuracyAfter = async (steps: number) => {
      const { weights } = await client.trainPaths({ steps, seed: 5 }, () => {}, signal);
      return (await client.score(weights, cells, signal)).accuracies[0] ?? NaN;
    };
    expect(await accuracyAfter(40)).toBeGreaterThan(0.75);
    expect(await accuracyAfter(1)).toBeLessThan(0.6);
  }, 30_000);

  it('leaves no tensor behind', async () => {
    const { signal } = new AbortController();
    const settings = { steps: 2, order: 'second', learningRate: 0.1, skipDropout: 0.5, seed: 1 } as const;
    await client.relax(settings, undefined, 2, () => {}, signal);
    const { tensors } = await trainer.memory();
    await client.relax(settings, undefined, 2, () => {}, signal);
    const { weights } = await client.trainPaths({ steps: 2, seed: 1 }, () => {}, signal);
    await client.score(weights, [[0, 0, 0, 1, 0, 0]], signal);
    expect((await trainer.memory()).tensors).toBe(tensors);
  });
});
