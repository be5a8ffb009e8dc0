import * as tf from '@tensorflow/tfjs-core';
import { makeOptimizer } from '../trainer/optimizer/optimizer.ts';
import { type Parameter, take, type Weights } from './weights.ts';

/** The loss is no longer a number. */
export class Diverged extends Error {
  override readonly name = 'Diverged';
}

/**
 * Adam (Kingma and Ba 2015) on the parameters of a network, one batch after another. No decay pulls them to nought. Holds
 * tensors: dispose of it.
 */
export class Descent<Batch> {
  /** By parameter name. */
  readonly variables: ReadonlyMap<string, tf.Variable>;
  readonly #ready;
  readonly #learningRate: number;
  readonly #optimizer;

  /**
   * @param weights stay as they are
   * @param ready lays a batch out on the backend and gives its loss as a function to differentiate
   */
  constructor(
    parameters: readonly Parameter[],
    weights: Weights,
    ready: (variables: ReadonlyMap<string, tf.Variable>, batch: Batch) => () => tf.Scalar,
    learningRate: number,
  ) {
    this.variables = new Map(
      parameters.map(({ name, shape }) => [
        name,
        tf.tidy(() => tf.variable(tf.tensor(take(weights, name), [...shape]))),
      ]),
    );
    this.#ready = ready;
    this.#learningRate = learningRate;
    const settings = { optimizer: 'adamw', weightDecay: 0, momentum: 0 } as const;
    this.#optimizer = makeOptimizer(settings, [...this.variables.values()]);
  }

  /** @returns the loss before the step @throws Diverged */
  async step(batch: Batch): Promise<number> {
    const loss = tf.tidy(() => {
      const lossOf = this.#ready(this.variables, batch);
      const { value, grads } = tf.variableGrads(lossOf, [...this.variables.values()]);
      this.#optimizer.step(grads, this.#learningRate);
      return value;
    });
    return readLoss(loss);
  }

  /** The parameters as they are now. */
  async weights(): Promise<Weights> {
    const weights = new Map<string, Float32Array<ArrayBuffer>>();
    for (const [name, variable] of this.variables)
      weights.set(name, Float32Array.from(await variable.data()));
    return weights;
  }

  dispose(): void {
    this.#optimizer.dispose();
    tf.dispose([...this.variables.values()]);
  }
}

/** Reads a loss back and disposes of it. @throws Diverged */
export async function readLoss(value: tf.Scalar): Promise<number> {
  const [loss = NaN] = await value.data<'float32'>();
  value.dispose();
  if (!Number.isFinite(loss)) throw new Diverged('The loss is no longer a number.');
  return loss;
}
