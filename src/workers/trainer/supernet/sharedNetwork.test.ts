import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultInEnglish } from '../../../search/faults/english.ts';
import type { TaskShape } from '../../../search/domain.ts';
import { Rng } from '../../../search/random/rng.ts';
import { EDGES, OPERATIONS, operationOn } from '../../../search/spaces/cell.ts';
import { SPACES } from '../../../search/spaces/index.ts';
import type { Genotype } from '../../../search/spaces/space.ts';
import { sample } from '../../../search/spaces/vary.ts';
import { parseSpec } from '../../../search/spec/spec.ts';
import { QuickJsCompiler } from '../../sandbox/compiler.ts';
import { buildNetwork } from '../network.ts';
import { HEAD, drawWeights, edgeName, parametersOf, stemName } from './parameters.ts';
import { SharedNetwork } from './sharedNetwork.ts';

beforeAll(tf.ready);

const SEQUENCES: TaskShape = { inputShape: [14, 2], classes: 3 };
const IMAGES: TaskShape = { inputShape: [9, 8, 1], classes: 4 };
const compiler = new QuickJsCompiler();
const spec = parseSpec({});
if (!spec.ok) throw new Error(spec.error);
const { training } = spec.value;

/** Biases too, which as drawn are 0. */
function weightsOf(task: TaskShape) {
  const rng = new Rng('weights');
  return Object.fromEntries(
    Object.entries(drawWeights(task, 5)).map(([name, values]) => [
      name,
      values.map((value) => value + 0.2 * rng.float() - 0.1),
    ]),
  );
}

const batchOf = ({ inputShape }: TaskShape, seed: number) => {
  const rng = new Rng(seed);
  const values = Float32Array.from(
    { length: 3 * inputShape.reduce((a, b) => a * b, 1) },
    () => rng.float() - 0.5,
  );
  return tf.tensor(values, [3, ...inputShape]);
};

/** The candidate as it would be trained, with the supernet's weights in it: logits of the batch. */
async function standAlone(task: TaskShape, genotype: Genotype, x: tf.Tensor): Promise<number[]> {
  const compiled = await compiler.compile(SPACES.cell.render(genotype, task), task);
  if (!compiled.ok) throw new Error(faultInEnglish(compiled.error.message));
  const network = await buildNetwork({ topology: compiled.value.topology, training, seed: 1 });
  const weights = weightsOf(task);
  const names = namesInOrder(genotype);
  const layers = network.model.layers.filter((layer) => layer.weights.length > 0);
  expect(layers).toHaveLength(names.length);
  for (const [at, layer] of layers.entries())
    for (const [part, variable] of ['kernel', 'bias'].map((each, i) => [each, layer.weights[i]] as const))
      (variable?.read() as tf.Variable).assign(
        tf.tensor(weights[`${names[at]}/${part}`] ?? [], variable?.read().shape),
      );
  const logits = [...(await network.logits(x, false).data())];
  network.dispose();
  return logits;
}

/** The program makes its layers stage by stage, in each those of the cell by the node that they lead to. */
function namesInOrder(genotype: Genotype): string[] {
  const live = reachable(genotype);
  const stage = (at: number) => [
    stemName(at),
    ...live.filter((edge) => operationOn(genotype, edge) === 'conv 3').map((edge) => edgeName(at, edge)),
  ];
  return [...stage(0), ...stage(1), HEAD];
}

/** By walking every way from the first node to the last. */
function reachable(genotype: Genotype): number[] {
  const onWays = new Set<number>();
  const walk = (node: number, way: readonly number[]) => {
    if (node === 3) way.forEach((edge) => onWays.add(edge));
    EDGES.forEach(({ from, to }, edge) => {
      if (from === node && operationOn(genotype, edge) !== 'none') walk(to, [...way, edge]);
    });
  };
  walk(0, []);
  return [...onWays].sort((a, b) => a - b);
}

function expectNear(found: ArrayLike<number>, wanted: readonly number[]) {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 5));
}

describe.each([
  ['sequences', SEQUENCES],
  ['images', IMAGES],
])('a path of the supernet for %s', (_, task) => {
  it('gives what the stand-alone network gives with the same weights', async () => {
    const rng = new Rng('paths');
    const shared = new SharedNetwork(task, weightsOf(task));
    const x = batchOf(task, 2);
    const cells = Array.from({ length: 8 }, () => sample(SPACES.cell, rng));
    for (const cell of cells) {
      const logits = [...(await shared.path(x, cell).data())];
      expect(new Set(logits).size).toBe(logits.length);
      expectNear(logits, await standAlone(task, cell, x));
    }
    shared.dispose();
  });

  it('hands back the weights that it was given', async () => {
    const weights = weightsOf(task);
    const shared = new SharedNetwork(task, weights);
    expect(await shared.read()).toEqual(weights);
    shared.dispose();
  });
});

describe('the mixture', () => {
  const certain = (genotype: Genotype) =>
    tf.tensor2d(EDGES.map((_, edge) => OPERATIONS.map((__, at) => (genotype[edge] === at ? 1 : 0))));

  it('is the path where every edge is sure of one operation', async () => {
    const shared = new SharedNetwork(SEQUENCES, weightsOf(SEQUENCES));
    const x = batchOf(SEQUENCES, 3);
    for (const cell of [
      [2, 1, 3, 1, 2, 3],
      [1, 0, 2, 3, 0, 1],
    ])
      expectNear(
        [...(await shared.mixture(x, certain(cell)).data())],
        [...(await shared.path(x, cell).data())],
      );
    shared.dispose();
  });

  it('is the sum of operations by their shares, worked out by hand where the convolutions give a constant', async () => {
    // Kernels are 0, so each stem gives its bias 2 everywhere, each convolution on an edge its bias 5, and the head adds up.
    const weights = Object.fromEntries(
      parametersOf(SEQUENCES).map(({ name, shape }) => {
        const size = shape.reduce((a, b) => a * b, 1);
        if (name === `${HEAD}/kernel`) return [name, new Float32Array(size).fill(1 / 16)];
        const bias = name.startsWith('stem') ? 2 : name.startsWith('stage') ? 5 : 0;
        return [name, new Float32Array(size).fill(name.endsWith('bias') ? bias : 0)];
      }),
    );
    const [none, skip, conv, pool] = [0.4, 0.3, 0.2, 0.1];
    const shared = new SharedNetwork(SEQUENCES, weights);
    const shares = tf.tensor2d(EDGES.map(() => [none, skip, conv, pool]));
    // Skipping and pooling leave a constant as it is.
    const edge = (x: number) => (skip + pool) * x + conv * 5;
    const first = edge(2);
    const second = edge(2) + edge(first);
    const third = edge(2) + edge(first) + edge(second);
    expectNear(
      [...(await shared.mixture(batchOf(SEQUENCES, 4), shares).data())],
      Array<number>(9).fill(third),
    );
    shared.dispose();
  });
});
