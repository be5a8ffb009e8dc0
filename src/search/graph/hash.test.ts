import { describe, expect, it } from 'vitest';
import { GraphRecorder, type TensorRef } from './recorder.ts';

type Settings = Record<string, unknown>;

/** Hash of a network from 6 numbers to 2 classes. */
function hashOf(build: (x: TensorRef, apply: Apply, make: Make) => TensorRef): string {
  const recorder = new GraphRecorder({ inputShape: [6], classes: 2 });
  const input = recorder.input({ shape: [6] });
  const make: Make = (factory, settings = {}) => recorder.layer(factory, settings).id;
  const apply: Apply = (layer, ...inputs) =>
    recorder.apply(
      layer,
      inputs.map(({ id }) => id),
    );
  const body = build(input, apply, make);
  return recorder.finish([input.id], [apply(make('dense', { units: 2 }), body).id]).hash;
}

type Make = (factory: string, settings?: Settings) => number;
type Apply = (layer: number, ...inputs: TensorRef[]) => TensorRef;

const dense = (units: number, more: Settings = {}) =>
  hashOf((x, apply, make) => apply(make('dense', { units, ...more }), x));

describe('the hash of a graph', () => {
  it('is 16 hexadecimal digits', () => {
    expect(dense(4)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each<[string, Settings]>([
    ['a name', { name: 'hidden' }],
    ['a default written out', { useBias: true, activation: 'linear' }],
    ['a seed', { kernelInitializer: { $initializer: 'glorotNormal', config: { seed: 3 } } }],
    ['an initialiser by its name', { kernelInitializer: 'glorotNormal' }],
  ])('does not depend on %s', (_what, more) => {
    expect(dense(4, more)).toBe(dense(4));
  });

  it.each<[string, Settings]>([
    ['a size', { units: 5 }],
    ['an activation', { activation: 'relu' }],
    ['a bias', { useBias: false }],
    ['an initialiser', { kernelInitializer: 'heNormal' }],
    ['a regulariser', { kernelRegularizer: 'l1l2' }],
    ['training', { trainable: false }],
  ])('depends on %s', (_what, more) => {
    expect(dense(4, more)).not.toBe(dense(4));
  });

  it('does not depend on dead ends', () => {
    const extra = hashOf((x, apply, make) => {
      apply(make('dense', { units: 9 }), x);
      return apply(make('dense', { units: 4 }), x);
    });
    expect(extra).toBe(dense(4));
  });

  const branches = (merge: string, leftFirst: boolean, swapped: boolean) =>
    hashOf((x, apply, make) => {
      const left = () =>
        apply(make('activation', { activation: 'relu' }), apply(make('dense', { units: 4 }), x));
      const right = () =>
        apply(make('activation', { activation: 'tanh' }), apply(make('dense', { units: 4 }), x));
      const [a, b] = leftFirst ? [left(), right()] : [right(), left()];
      const inputs = leftFirst === swapped ? [b, a] : [a, b];
      return apply(make(merge), ...inputs);
    });

  it('does not depend on the order in which branches are written', () => {
    expect(branches('concatenate', true, false)).toBe(branches('concatenate', false, false));
  });

  it('depends on the order of what is concatenated, but not of what is added', () => {
    expect(branches('concatenate', true, true)).not.toBe(branches('concatenate', true, false));
    expect(branches('add', true, true)).toBe(branches('add', true, false));
  });

  it('tells a shared layer from two alike', () => {
    const twice = (shared: boolean) =>
      hashOf((x, apply, make) => {
        const first = make('dense', { units: 6 });
        return apply(shared ? first : make('dense', { units: 6 }), apply(first, x));
      });
    expect(twice(true)).not.toBe(twice(false));
  });

  it('tells one tensor added to itself from two alike', () => {
    const sum = (same: boolean) =>
      hashOf((x, apply, make) => {
        const a = apply(make('dense', { units: 4 }), x);
        return apply(make('add'), a, same ? a : apply(make('dense', { units: 4 }), x));
      });
    expect(sum(true)).not.toBe(sum(false));
  });

  it('finds equal branches equal although one is also read elsewhere', () => {
    const net = (firstIsShared: boolean) =>
      hashOf((x, apply, make) => {
        const a = apply(make('dense', { units: 4 }), x);
        const b = apply(make('dense', { units: 4 }), x);
        const sum = apply(make('add'), a, b);
        return apply(make('concatenate'), sum, firstIsShared ? a : b);
      });
    expect(net(true)).toBe(net(false));
  });

  it('tells wirings apart that have the same layers', () => {
    const skip = (long: boolean) =>
      hashOf((x, apply, make) => {
        const a = apply(make('dense', { units: 6 }), x);
        const b = apply(make('dense', { units: 6 }), a);
        return apply(make('add'), long ? x : a, b);
      });
    expect(skip(true)).not.toBe(skip(false));
  });
});
