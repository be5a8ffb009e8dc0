import * as tf from '@tensorflow/tfjs-core';
import type { TaskShape } from '../../../search/domain.ts';
import type { Relaxed, RelaxationSettings, SharedWeights, TeachingStep } from '../../../search/ports.ts';
import { Rng } from '../../../search/random/rng.ts';
import { EDGES, OPERATIONS } from '../../../search/spaces/cell.ts';
import { ARCHITECTURE_ADAM, RELAXATION_BATCH, RELAXED_WEIGHTS } from '../../../search/supernet/recipe.ts';
import { BatchOrder } from '../batches.ts';
import { gatherExamples } from '../fused/ops/examples.ts';
import { adamW, sgd } from '../fused/ops/optimizer.ts';
import { dropoutStream } from '../layers/mask.ts';
import { crossEntropy } from '../loss.ts';
import type { Pace } from '../pace.ts';
import type { Resident } from '../resident.ts';
import { architectureGradient } from './bilevel.ts';
import { drawWeights, parametersOf, sizeOf } from './parameters.ts';
import { SharedNetwork, type SkipChange } from './sharedNetwork.ts';

/** The two halves of the training split. */
export interface Halves {
  /** On which the weights learn. */
  readonly weights: Resident;
  /** On which the architecture learns. */
  readonly architecture: Resident;
}

/** Where a search stands. */
export type Place = Pick<Relaxed, 'step' | 'state'>;

const ALPHA_SHAPE: [number, number] = [EDGES.length, OPERATIONS.length];
/** How far alphas lie from 0 at first, in the authors' code. */
const FIRST_SPREAD = 1e-3;

/** What is kept of a search beside the shared weights, by its name in the state. */
const ALPHAS = 'alphas';
const ALPHA_MOMENTS = 'alpha moments';
const VELOCITIES = 'velocities';

/**
 * Takes steps of the relaxed search, each of the architecture first and then of the weights (Liu et al. 2019, algorithm 1).
 *
 * @param from absent for the beginning
 * @throws Ending when the job is cancelled or a loss is no longer finite; whatever TF.js throws
 */
export async function relax(
  task: TaskShape,
  halves: Halves,
  settings: RelaxationSettings,
  from: Place | undefined,
  steps: number,
  pace: Pace,
  onStep: (step: TeachingStep) => void,
): Promise<Omit<Relaxed, 'ms'>> {
  const start = from ?? beginning(task, settings.seed);
  const search = new Relaxation(task, halves, settings, start);
  let sums: tf.Tensor = tf.zeros([2]);
  for (let taken = 1; taken <= steps; taken++) {
    const earlier = sums;
    sums = tf.tidy(() => tf.add(earlier, search.step()));
    earlier.dispose();
    await pace.afterStep(sums);
  }
  const [train = NaN, val = NaN] = await pace.look(sums);
  sums.dispose();
  const step = start.step + steps;
  onStep({ step, of: settings.steps, loss: train / steps });
  const state = await search.read();
  search.dispose();
  return { step, trainLoss: train / steps, valLoss: val / steps, alphas: alphasIn(state), state };
}

function beginning(task: TaskShape, seed: number): Place {
  const rng = new Rng(seed).fork('alphas');
  const size = parametersOf(task).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const alphas = new Float32Array(sizeOf(ALPHA_SHAPE)).map(() => FIRST_SPREAD * normal(rng));
  const state = {
    ...drawWeights(task, seed),
    [ALPHAS]: alphas,
    [ALPHA_MOMENTS]: new Float32Array(2 * alphas.length),
    [VELOCITIES]: new Float32Array(size),
  };
  return { step: 0, state };
}

/** By Box and Muller (1958). */
const normal = (rng: Rng): number =>
  Math.sqrt(-2 * Math.log(1 - rng.float())) * Math.cos(2 * Math.PI * rng.float());

const alphasIn = (state: SharedWeights): Relaxed['alphas'] =>
  EDGES.map((_, edge) => [
    ...(state[ALPHAS] ?? []).slice(edge * OPERATIONS.length, (edge + 1) * OPERATIONS.length),
  ]);

/** A search on the current backend. Holds variables: dispose of it. */
class Relaxation {
  readonly #settings: RelaxationSettings;
  readonly #halves: Halves;
  readonly #network: SharedNetwork;
  readonly #alphas: tf.Variable;
  readonly #alphaMoments: tf.Variable;
  readonly #velocities: tf.Variable;
  readonly #orders: { readonly weights: BatchOrder; readonly architecture: BatchOrder };
  /** Steps taken. */
  #taken: number;

  constructor(task: TaskShape, halves: Halves, settings: RelaxationSettings, { step, state }: Place) {
    const kept = (name: string, shape: number[]) =>
      tf.tidy(() => tf.variable(tf.tensor(state[name] ?? [], shape, 'float32')));
    this.#settings = settings;
    this.#halves = halves;
    this.#network = new SharedNetwork(task, state);
    this.#alphas = kept(ALPHAS, ALPHA_SHAPE);
    this.#alphaMoments = kept(ALPHA_MOMENTS, [2 * sizeOf(ALPHA_SHAPE)]);
    this.#velocities = kept(VELOCITIES, [state[VELOCITIES]?.length ?? 0]);
    this.#orders = {
      weights: orderAfter(step, halves.weights, settings.seed),
      architecture: orderAfter(step, halves.architecture, settings.seed + 1),
    };
    this.#taken = step;
  }

  /** @returns mean cross-entropy on either half, each before its step: [2] */
  step(): tf.Tensor {
    const { weights, architecture } = this.#halves;
    const here = batchOf(weights, this.#orders.weights);
    const there = batchOf(architecture, this.#orders.architecture);
    const learningRate = this.#learningRate();
    const valLoss = this.#moveAlphas(here, there, learningRate);
    const trainLoss = this.#moveWeights(here, learningRate);
    this.#taken += 1;
    return tf.stack([trainLoss, valLoss]);
  }

  async read(): Promise<SharedWeights> {
    const copy = async (variable: tf.Variable) => Float32Array.from(await variable.data());
    return {
      ...(await this.#network.read()),
      [ALPHAS]: await copy(this.#alphas),
      [ALPHA_MOMENTS]: await copy(this.#alphaMoments),
      [VELOCITIES]: await copy(this.#velocities),
    };
  }

  dispose(): void {
    this.#network.dispose();
    tf.dispose([this.#alphas, this.#alphaMoments, this.#velocities]);
  }

  #moveAlphas(here: Batch, there: Batch, learningRate: number): tf.Scalar {
    const { variables } = this.#network;
    const { momentum, weightDecay } = RELAXED_WEIGHTS;
    const { gradient, valLoss } = architectureGradient(
      {
        weights: variables,
        alphas: this.#alphas,
        trainLoss: () => this.#loss(here),
        valLoss: () => this.#loss(there),
      },
      this.#settings.order,
      { learningRate, momentum, weightDecay, velocities: () => this.#velocitiesApart() },
    );
    const { weightDecay: alphaDecay, ...adam } = ARCHITECTURE_ADAM;
    const decayed = tf.add(gradient, tf.mul(this.#alphas, alphaDecay));
    adamW(this.#alphaMoments, [{ weight: this.#alphas, gradient: decayed, offset: 0 }], {
      ...adam,
      learningRate: this.#settings.learningRate,
      weightDecay: 0,
      step: this.#taken + 1,
    });
    return valLoss;
  }

  #moveWeights(batch: Batch, learningRate: number): tf.Scalar {
    const { variables } = this.#network;
    const { momentum, weightDecay, mostLength } = RELAXED_WEIGHTS;
    const { value, grads } = tf.variableGrads(() => this.#loss(batch), variables as tf.Variable[]);
    const length = tf.sqrt(tf.addN(Object.values(grads).map((each) => tf.sum(tf.square(each)))));
    const scale = tf.minimum(tf.div(mostLength, tf.maximum(length, 1e-12)), 1);
    const moved = this.#offsets().flatMap(({ weight, offset }) => {
      const gradient = grads[weight.name];
      return gradient ? [{ weight, offset, gradient: tf.mul(gradient, scale) }] : [];
    });
    sgd(this.#velocities, moved, { learningRate, momentum, weightDecay });
    return value;
  }

  #loss({ x, labels }: Batch): tf.Scalar {
    const shares = tf.softmax(this.#alphas) as tf.Tensor2D;
    return crossEntropy(labels, this.#network.mixture(x, shares, this.#dropout()));
  }

  /** The same at every pass of a step. */
  #dropout(): SkipChange | undefined {
    const { skipDropout, steps, seed } = this.#settings;
    const rate = skipDropout * (1 - this.#taken / steps);
    if (rate <= 0) return undefined;
    const rng = new Rng(seed).fork('skip dropout').fork(this.#taken);
    return (x, stage, edge) => tf.mul(x, dropoutStream(rng.fork(stage).fork(edge).seed())(x.shape, rate));
  }

  #learningRate(): number {
    const { learningRate, lastRate } = RELAXED_WEIGHTS;
    const share = (1 + Math.cos((Math.PI * this.#taken) / this.#settings.steps)) / 2;
    return lastRate + (learningRate - lastRate) * share;
  }

  #velocitiesApart(): tf.Tensor[] {
    return this.#offsets().map(({ weight, offset }) =>
      tf.reshape(tf.slice(this.#velocities, offset, weight.size), weight.shape),
    );
  }

  /** Each weight with where its velocities begin. */
  #offsets(): { readonly weight: tf.Variable; readonly offset: number }[] {
    let end = 0;
    return this.#network.variables.map((weight) => {
      const offset = end;
      end += weight.size;
      return { weight, offset };
    });
  }
}

interface Batch {
  readonly x: tf.Tensor;
  /** One-hot, [batch, classes]. */
  readonly labels: tf.Tensor2D;
}

function batchOf({ x, labels, count }: Resident, order: BatchOrder): Batch {
  const rows = tf.tensor1d(order.next(Math.min(RELAXATION_BATCH, count)), 'int32');
  const [batch, theirs] = gatherExamples(x, labels, rows);
  return { x: batch, labels: theirs };
}

/** As it stands when so many batches were drawn. */
function orderAfter(steps: number, { count }: Resident, seed: number): BatchOrder {
  const order = new BatchOrder(count, seed);
  for (let step = 0; step < steps; step++) order.next(Math.min(RELAXATION_BATCH, count));
  return order;
}
