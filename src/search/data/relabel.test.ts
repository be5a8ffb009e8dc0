import { describe, expect, it } from 'vitest';
import type { Dataset } from './dataset.ts';
import { type LabelChoice, relabel } from './relabel.ts';

/** Each example is its own number, tenfold its class and counted on. */
const dataset: Dataset = {
  id: 'fashion-mnist',
  inputShape: [2],
  classNames: ['shirt', 'sandal', 'boot'],
  train: { x: Float32Array.of(0, 1, 20, 21, 10, 11, 12, 13, 22, 23), y: Uint8Array.of(0, 2, 1, 1, 2) },
  test: { x: Float32Array.of(14, 15, 2, 3), y: Uint8Array.of(1, 0) },
};

const chosen = (choice: LabelChoice) => {
  const result = relabel(dataset, choice);
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
};

const faultOf = (choice: LabelChoice) => {
  const result = relabel(dataset, choice);
  return result.ok ? undefined : result.error;
};

describe('the labels of a task', () => {
  it('stay as they are when all classes count', () => {
    expect(chosen({ labels: 'all', classA: 1, classB: 1 })).toBe(dataset);
  });

  it('are 0 and 1 for a pair, in the order of the choice, and no other example is left', () => {
    expect(chosen({ labels: 'pair', classA: 2, classB: 1 })).toEqual({
      id: 'fashion-mnist',
      inputShape: [2],
      classNames: ['boot', 'sandal'],
      train: { x: Float32Array.of(20, 21, 10, 11, 12, 13, 22, 23), y: Uint8Array.of(0, 1, 1, 0) },
      test: { x: Float32Array.of(14, 15), y: Uint8Array.of(1) },
    });
  });

  it('are 1 for the one and 0 for the rest, and every example is kept', () => {
    expect(chosen({ labels: 'one-against-rest', classA: 0, classB: 0 })).toEqual({
      ...dataset,
      classNames: ['not shirt', 'shirt'],
      train: { ...dataset.train, y: Uint8Array.of(1, 0, 0, 0, 0) },
      test: { ...dataset.test, y: Uint8Array.of(0, 1) },
    });
  });

  it('must not be a pair of one', () => {
    expect(faultOf({ labels: 'pair', classA: 1, classB: 1 })).toEqual({
      kind: 'parameters',
      message: { kind: 'class-twice', label: 1, name: 'sandal' },
    });
  });

  it('must be of classes that there are', () => {
    const message = { kind: 'class-absent', label: 5, classes: 3 };
    const fault = { kind: 'parameters', message };
    expect(faultOf({ labels: 'pair', classA: 5, classB: 1 })).toEqual(fault);
    expect(faultOf({ labels: 'pair', classA: 1, classB: 5 })).toEqual(fault);
    expect(faultOf({ labels: 'one-against-rest', classA: 5, classB: 1 })).toEqual(fault);
  });
});
