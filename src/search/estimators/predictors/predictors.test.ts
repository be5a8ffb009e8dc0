import { describe, expect, it } from 'vitest';
import { Rng } from '../../random/rng.ts';
import { spearman } from '../correlation.ts';
import { BoostedTrees } from './boosting.ts';
import { crossPredict } from './crossValidation.ts';
import { Perceptron, lossGradient } from './perceptron.ts';
import { Ridge } from './ridge.ts';

describe('ridge regression', () => {
  it('solves by hand: two rows, one feature', () => {
    // z is -1 and 1, y - ȳ is -1 and 1: w = 2 / (2 + λ).
    const ridge = new Ridge(2);
    ridge.fit([[3], [5]], [10, 12]);
    expect(ridge.predict([[3], [5], [7]])).toEqual([10.5, 11.5, 12.5]);
  });

  it('solves by hand: two features that move together share the weight', () => {
    // Four rows of z = (1, 1) or (-1, -1): ZᵀZ = 4 in all places, Zᵀy = (4, 4); w = 4 / (8 + λ) each.
    const ridge = new Ridge(8);
    ridge.fit(
      [
        [1, 10],
        [1, 10],
        [-1, -10],
        [-1, -10],
      ],
      [1, 1, -1, -1],
    );
    expect(ridge.predict([[1, 10]])[0]).toBeCloseTo(0.5, 12);
  });

  it('solves by hand where most features are 0, and one is in no row', () => {
    // Of four rows one has the first feature: mean 1/4, deviation √3/4, z is √3 and three times -1/√3, so ZᵀZ = 4. With
    // y - ȳ = 3 and three times -1, Zᵀy = 3√3 + 3/√3 = 4√3, and w = 4√3 / (4 + λ): √3 / 2 for λ = 4.
    const ridge = new Ridge(4);
    ridge.fit(
      [
        [1, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      [4, 0, 0, 0],
    );
    const [withIt, without, unseen] = ridge.predict([
      [1, 0],
      [0, 0],
      [0, 1],
    ]);
    expect(withIt).toBeCloseTo(1 + (Math.sqrt(3) / 2) * Math.sqrt(3), 12);
    expect(without).toBeCloseTo(1 - Math.sqrt(3) / 2 / Math.sqrt(3), 12);
    expect(unseen).toBe(without);
  });

  it('says the mean where nothing varies', () => {
    const ridge = new Ridge();
    ridge.fit([[4], [4], [4]], [1, 2, 6]);
    expect(ridge.predict([[4], [9]])).toEqual([3, 3]);
  });
});

describe('boosted trees', () => {
  it('take the whole step of one stump: the means on either side of the best split', () => {
    const trees = new BoostedTrees({ trees: 1, depth: 1, learningRate: 1, leaf: 1 });
    trees.fit([[1], [2], [3], [10]], [0, 0, 3, 5]);
    // Squared error left: 12.7 for the split after 1, 2 for that after 2, 6 for that after 3.
    expect(trees.predict([[0], [2.4], [2.6], [99]])).toEqual([0, 0, 4, 4]);
  });

  it('take a share of what is left over, each: half, then half of the rest', () => {
    const trees = new BoostedTrees({ trees: 2, depth: 1, learningRate: 0.5, leaf: 1 });
    trees.fit([[0], [1]], [0, 8]);
    // 4 ± 4 · (1/2 + 1/4)
    expect(trees.predict([[0], [1]])).toEqual([1, 7]);
  });

  it('make no leaf smaller than asked', () => {
    const trees = new BoostedTrees({ trees: 1, depth: 1, learningRate: 1, leaf: 2 });
    trees.fit([[1], [2], [3], [4]], [0, 0, 0, 8]);
    expect(trees.predict([[1], [4]])).toEqual([0, 4]);
  });
});

/** Rows of two features in -1 … 1, and their product. */
function products(count: number, rng: Rng) {
  const x = Array.from({ length: count }, () => [2 * rng.float() - 1, 2 * rng.float() - 1]);
  return { x, y: x.map(([a = 0, b = 0]) => a * b) };
}

describe('the perceptron', () => {
  it('has the gradient of finite differences', () => {
    const rng = new Rng(1);
    const { x, y } = products(5, rng);
    const weights = Float64Array.from({ length: 3 * 3 + 4 }, () => rng.float() - 0.5);
    const { gradient } = lossGradient(weights, x, y, 3);
    weights.forEach((value, i) => {
      const shifted = (step: number) => lossGradient(weights.with(i, value + step), x, y, 3).loss;
      expect(gradient[i]).toBeCloseTo((shifted(1e-5) - shifted(-1e-5)) / 2e-5, 8);
    });
  });

  it('learns what no line can, and the same from the same seed', () => {
    const { x, y } = products(60, new Rng(2));
    const test = products(40, new Rng(3));
    const predict = () => {
      const perceptron = new Perceptron(new Rng(4));
      perceptron.fit(x, y);
      return perceptron.predict(test.x);
    };
    const linear = new Ridge();
    linear.fit(x, y);
    expect(spearman(predict(), test.y)).toBeGreaterThan(0.9);
    expect(Math.abs(spearman(linear.predict(test.x), test.y) ?? 1)).toBeLessThan(0.5);
    expect(predict()).toEqual(predict());
  });
});

describe('cross-validation', () => {
  it('shows no predictor the row that it is asked about', () => {
    const seen: number[][] = [];
    const asked: number[][] = [];
    const make = () => ({
      fit: (x: readonly (readonly number[])[]) => void seen.push(x.map(([id = -1]) => id)),
      predict(x: readonly (readonly number[])[]) {
        asked.push(x.map(([id = -1]) => id));
        return x.map(([id = -1]) => 10 * id);
      },
    });
    const rows = Array.from({ length: 7 }, (_, id) => [id]);
    const predicted = crossPredict(
      make,
      rows,
      rows.map(() => 0),
      3,
      new Rng(1),
    );
    expect(predicted).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(asked.flat().toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    asked.forEach((fold, i) => {
      expect([...(seen[i] ?? []), ...fold].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    });
  });

  it('finds no order where there is none to learn, and all of it where a line tells it', () => {
    const rng = new Rng(7);
    const x = Array.from({ length: 40 }, () => [rng.float(), rng.float()]);
    const line = x.map(([a = 0, b = 0]) => 2 * a - b);
    const noise = x.map(() => rng.float());
    const rank = (y: readonly number[]) =>
      spearman(
        crossPredict(() => new Ridge(), x, y, 5, new Rng(1)),
        y,
      ) ?? 0;
    expect(rank(line)).toBeGreaterThan(0.99);
    expect(rank(noise)).toBeLessThan(0.4);
  });
});
