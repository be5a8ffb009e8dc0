import { describe, expect, it } from 'vitest';
import { anArchitecture } from '../../testing/architectures.ts';
import { changesBetween } from './changes.ts';

const network = (...layers: readonly (readonly [string, string])[]) =>
  anArchitecture('hash', {
    layers: layers.map(([className, detail]) => ({
      name: className,
      className,
      detail,
      inputs: [],
      outputShape: [1],
      params: 0,
      flops: 0,
      activationBytes: 4,
    })),
  });

const input = ['InputLayer', '40x1'] as const;
const dense = (units: number) => ['Dense', `${units} units`] as const;
const flatten = ['Flatten', ''] as const;

describe('what changed between two networks', () => {
  it('is the layers that went and those that came, each as often as it did', () => {
    const parent = network(input, flatten, dense(32), dense(32), dense(10));
    const child = network(['InputLayer', '784'], flatten, dense(32), dense(64), dense(10));
    expect(changesBetween(parent, child)).toBe('out: Dense (32 units); in: Dense (64 units)');
    expect(changesBetween(parent, network(input, dense(32), dense(32), dense(10)))).toBe('out: Flatten');
  });

  it('is no layer when only their order or wiring is another', () => {
    expect(changesBetween(network(flatten, dense(10)), network(dense(10), flatten))).toBe(
      'the same layers in another order or wiring',
    );
  });

  it('names three layers and counts the others', () => {
    expect(changesBetween(network(), network(dense(1), dense(2), dense(3), dense(4), dense(5)))).toBe(
      'in: Dense (1 units), Dense (2 units), Dense (3 units), 2 more',
    );
  });
});
