import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { type SymbolicTensor, model as layersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../search/data/dataset.ts';
import type { TaskShape, Topology } from '../../search/domain.ts';
import { faultInEnglish } from '../../search/faults/english.ts';
import { growthBetween } from '../../search/morphism/growth.ts';
import { type Move, apply, drawMove } from '../../search/morphism/moves.ts';
import { INPUT, type Stages, render, start } from '../../search/morphism/network.ts';
import { Rng } from '../../search/random/rng.ts';
import { ok } from '../../search/result.ts';
import { parseSpec } from '../../search/spec/spec.ts';
import type { NamedWeight } from '../api.ts';
import { QuickJsCompiler } from '../sandbox/compiler.ts';
import { gapBetween, morph } from './morph.ts';
import { buildNetwork } from './network.ts';
import { type Resident, makeResident } from './resident.ts';
import { Trainer } from './trainer.ts';

beforeAll(tf.ready);

const compiler = new QuickJsCompiler();
const SEQUENCES: TaskShape = { inputShape: [12, 1], classes: 4 };
const IMAGES: TaskShape = { inputShape: [6, 6, 2], classes: 4 };
const spec = parseSpec({});
if (!spec.ok) throw new Error(spec.error);
const { training } = spec.value;

async function topologyOf(stages: Stages, task: TaskShape): Promise<Topology> {
  const compiled = await compiler.compile(render(stages, task), task);
  if (!compiled.ok) throw new Error(faultInEnglish(compiled.error.message));
  return compiled.value.topology;
}

/** Random examples. */
function examples({ inputShape, classes }: TaskShape, count: number): Resident {
  const rng = new Rng(`examples ${inputShape.join()} ${count}`);
  const size = inputShape.reduce((a, b) => a * b);
  return makeResident(
    { inputShape, classNames: Array.from({ length: classes }, String) },
    {
      x: Float32Array.from({ length: count * size }, () => 4 * rng.float() - 2),
      y: Uint8Array.from({ length: count }, () => rng.int(classes)),
    },
  );
}

/** As after a training: nothing is 0 or 1 any more, variances are positive. */
const trained = (weights: readonly NamedWeight[]): NamedWeight[] =>
  weights.map((weight) => {
    const rng = new Rng(`${weight.layer}/${weight.name}`);
    const values = weight.values.map((value) =>
      weight.name === 'moving_variance' ? 0.3 + rng.float() : value + rng.float() - 0.5,
    );
    return { ...weight, values };
  });

/** Gap and weights of a network that a parent was grown into. */
async function grown(parent: Stages, moves: readonly Move[], task: TaskShape) {
  const child = moves.reduce(apply, parent);
  const topology = await topologyOf(parent, task);
  const before = await buildNetwork({ topology, training, seed: 1 });
  const weights = trained(await before.read());
  before.inherit(weights);
  const job = { topology: await topologyOf(child, task), training, seed: 2 };
  const after = await buildNetwork(job);
  const batch = examples(task, 64);
  const layers = growthBetween(parent, child, task);
  const morphed = await morph(after, job, { parent: topology, layers }, weights, batch, batch);
  return { before, after, batch, ...morphed };
}

const deepened = (task: TaskShape): Stages =>
  [
    { kind: 'deepen', after: 'conv2', name: 'conv4', kernel: 3 } as const,
    { kind: 'deepen', after: 'conv4', name: 'conv5', kernel: 5 } as const,
  ].reduce<Stages>(apply, start(task));

const MOVES: readonly (readonly [string, readonly Move[]])[] = [
  ['nothing', []],
  ['a widened first convolution', [{ kind: 'widen', block: 'conv1', width: 16 }]],
  ['a widened last convolution, which the dense layer reads', [{ kind: 'widen', block: 'conv3', width: 16 }]],
  ['an inserted block', [{ kind: 'deepen', after: 'conv1', name: 'conv6', kernel: 5 }]],
  ['a block inserted before the head', [{ kind: 'deepen', after: 'conv3', name: 'conv6', kernel: 3 }]],
  [
    'a block inserted after a widened one, and widened itself',
    [
      { kind: 'widen', block: 'conv2', width: 16 },
      { kind: 'deepen', after: 'conv2', name: 'conv6', kernel: 3 },
      { kind: 'widen', block: 'conv6', width: 32 },
    ],
  ],
  ["a skip from a stage's input", [{ kind: 'skip', block: 'conv5', from: INPUT }]],
  [
    'a skip from a block that is widened after',
    [
      { kind: 'skip', block: 'conv5', from: 'conv2' },
      { kind: 'widen', block: 'conv2', width: 16 },
    ],
  ],
];

describe.each([
  ['sequences', SEQUENCES],
  ['images', IMAGES],
] as const)('a grown network for %s', (_, task) => {
  it.each(MOVES)('computes what its parent does after %s', async (_name, moves) => {
    const { morphGap, before, after } = await grown(deepened(task), moves, task);
    expect(morphGap).toBeLessThan(1e-5);
    before.dispose();
    after.dispose();
  });

  it('computes what its parent does after any five moves, and so on from generation to generation', async () => {
    const rng = new Rng(`morphs ${task.inputShape.join()}`);
    let stages = start(task);
    for (let generation = 0; generation < 4; generation++) {
      let child = stages;
      const moves: Move[] = [];
      for (let left = 5; left > 0; left--) {
        const move = drawMove(child, rng);
        if (!move) break;
        child = apply(child, move);
        moves.push(move);
      }
      const { morphGap, before, after } = await grown(stages, moves, task);
      expect(morphGap, moves.map((move) => JSON.stringify(move)).join()).toBeLessThan(1e-5);
      before.dispose();
      after.dispose();
      stages = child;
    }
    expect(stages.flat().length).toBeGreaterThan(3);
  });

  it('lets a batch through an inserted normalisation unchanged also when it is normalised by itself', async () => {
    const moves: readonly Move[] = [{ kind: 'deepen', after: 'conv1', name: 'conv6', kernel: 3 }];
    const { before, after, batch } = await grown(start(task), moves, task);
    const { model } = after;
    const values = new Map(
      (await after.read()).map(({ layer, name, values }) => [`${layer}/${name}`, values]),
    );
    const channels = (name: string) => tf.tensor1d(values.get(`conv6_norm/${name}`) ?? []);
    const gap = tf.tidy(() => {
      const upTo = layersModel({
        inputs: model.inputs,
        outputs: model.getLayer('conv6').output as SymbolicTensor,
      });
      const signal = upTo.apply(batch.x) as tf.Tensor;
      const { mean, variance } = tf.moments(signal, [...signal.shape.keys()].slice(0, -1));
      const normal = tf.div(tf.sub(signal, mean), tf.sqrt(tf.add(variance, 1e-3)));
      const through = tf.add(tf.mul(normal, channels('gamma')), channels('beta'));
      return tf.max(tf.abs(tf.sub(through, signal)));
    });
    expect((await gap.data())[0]).toBeLessThan(1e-4);
    before.dispose();
    after.dispose();
  });

  it('can learn with all that was added', async () => {
    const moves: readonly Move[] = [
      { kind: 'widen', block: 'conv2', width: 16 },
      { kind: 'skip', block: 'conv5', from: INPUT },
      { kind: 'deepen', after: 'conv5', name: 'conv6', kernel: 3 },
    ];
    const { after, before, batch } = await grown(deepened(task), moves, task);
    const gradients = tf.variableGrads(
      () => tf.losses.softmaxCrossEntropy(batch.labels, after.logits(batch.x, true)),
      [...after.variables],
    ).grads;
    const norms = await Promise.all(
      Object.values(gradients).map(async (gradient) => (await tf.norm(gradient).data())[0] ?? 0),
    );
    // Biases before a normalisation have none; every kernel, scale and offset has.
    expect(norms.filter((norm) => norm > 1e-6).length).toBeGreaterThanOrEqual(norms.length - 6);
    before.dispose();
    after.dispose();
  });
});

describe('the check', () => {
  it('finds a network that does not compute the same', async () => {
    const topology = await topologyOf(start(SEQUENCES), SEQUENCES);
    const [a, b] = await Promise.all([1, 2].map((seed) => buildNetwork({ topology, training, seed })));
    if (!a || !b) throw new Error('no networks');
    const { x } = examples(SEQUENCES, 64);
    expect(await gapBetween(a, a, x)).toBe(0);
    expect(await gapBetween(a, b, x)).toBeGreaterThan(1e-3);
  });

  it('finds weights that were laid wrongly', async () => {
    const parent = start(SEQUENCES);
    const moves: readonly Move[] = [{ kind: 'widen', block: 'conv1', width: 16 }];
    const child = moves.reduce(apply, parent);
    const topology = await topologyOf(parent, SEQUENCES);
    const before = await buildNetwork({ topology, training, seed: 1 });
    const weights = trained(await before.read());
    const job = { topology: await topologyOf(child, SEQUENCES), training, seed: 2 };
    const after = await buildNetwork(job);
    // The next layer is said to have read all sixteen channels before, of which it had eight.
    const layers = growthBetween(parent, child, SEQUENCES).map((growth) =>
      growth.layer === 'conv2'
        ? { layer: 'conv2', outputs: growth.outputs, isNew: true, inputs: [{ old: 16, now: 16 }] }
        : growth,
    );
    const rest = weights.filter(({ layer, name }) => layer !== 'conv2' || name !== 'kernel');
    const batch = examples(SEQUENCES, 64);
    const { morphGap } = await morph(after, job, { parent: topology, layers }, rest, batch, batch);
    expect(morphGap).toBeGreaterThan(1e-3);
  });
});

describe('the trainer', () => {
  it('grows a network out of one that it trained, checks it on a validation batch and says what it found', async () => {
    const task = SEQUENCES;
    const { inputShape, classes } = task;
    const rng = new Rng('trainer');
    const split = (count: number) => ({
      x: Float32Array.from({ length: count * 12 }, () => rng.float()),
      y: Uint8Array.from({ length: count }, (_, at) => at % classes),
    });
    const dataset: Dataset = {
      id: 'mnist1d',
      inputShape,
      classNames: ['a', 'b', 'c', 'd'],
      train: split(80),
      test: split(8),
    };
    const trainer = new Trainer(async () => ok(dataset));
    const data = { dataset: { id: 'mnist1d' }, validationFraction: 0.25, seed: 1 };
    await trainer.open({ backend: 'cpu', data } as Parameters<Trainer['open']>[0]);
    const brief = { ...training, length: { unit: 'steps', count: 3 } } as const;
    const parent = { topology: await topologyOf(start(task), task), training: brief, seed: 1, keepAs: '1' };
    const first = await trainer.train(parent, () => {});
    const moves: readonly Move[] = [
      { kind: 'deepen', after: 'conv2', name: 'conv4', kernel: 3 },
      { kind: 'widen', block: 'conv1', width: 16 },
    ];
    const child = moves.reduce(apply, start(task));
    const layers = growthBetween(start(task), child, task);
    const job = {
      topology: await topologyOf(child, task),
      training: brief,
      seed: 2,
      startFrom: '1',
      growth: { parent: parent.topology, layers },
    };
    const second = await trainer.train(job, () => {}, first.weights);
    if (second.kind !== 'scored') throw new Error(second.kind);
    expect(second.score.morphGap).toBeLessThan(1e-5);
    expect(second.score.inherited).toBeGreaterThan(0.3);
    // What was not kept any more changes nothing.
    const alone = await trainer.train(job, () => {});
    if (alone.kind !== 'scored') throw new Error(alone.kind);
    expect(alone.score).toMatchObject({ inherited: 0 });
    expect(alone.score.morphGap).toBeUndefined();
  });
});
