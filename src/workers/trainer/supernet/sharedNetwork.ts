import * as tf from '@tensorflow/tfjs-core';
import type { TaskShape } from '../../../search/domain.ts';
import type { SharedWeights } from '../../../search/ports.ts';
import {
  EDGES,
  NODES,
  OPERATIONS,
  type Operation,
  WIDTHS,
  liveEdges,
  operationOn,
} from '../../../search/spaces/cell.ts';
import type { Genotype } from '../../../search/spaces/space.ts';
import { has } from '../fused/kernel.ts';
import { CONV, conv } from '../fused/ops/conv.ts';
import { packShape } from '../packedShapes.ts';
import { HEAD, edgeName, parametersOf, stemName } from './parameters.ts';

/** What becomes of a skip connection's output on its way; itself where nothing is dropped. */
export type SkipChange = (x: tf.Tensor, stage: number, edge: number) => tf.Tensor;

const unchanged: SkipChange = (x) => x;

/** All networks of the cell space in one, on the current backend. Holds variables: dispose of it. */
export class SharedNetwork {
  /** In the order of `parametersOf`. */
  readonly variables: readonly tf.Variable[];
  readonly #byName: ReadonlyMap<string, tf.Variable>;
  /** Spatial axes. */
  readonly #rank: number;

  /** @throws RangeError when a tensor is missing or of another size */
  constructor(task: TaskShape, weights: SharedWeights) {
    this.#rank = task.inputShape.length - 1;
    const named = parametersOf(task).map(({ name, shape }) => {
      const values = weights[name];
      if (!values) throw new RangeError(`the shared weights lack ${name}`);
      const variable = tf.tidy(() => tf.variable(tf.tensor(values, [...shape], 'float32')));
      packShape(variable);
      return [name, variable] as const;
    });
    this.#byName = new Map(named);
    this.variables = named.map(([, variable]) => variable);
  }

  /** One network of the space. @param x [batch, ...inputShape] @returns logits, [batch, classes] */
  path(x: tf.Tensor, genotype: Genotype): tf.Tensor2D {
    const live = new Set(liveEdges(genotype));
    return this.#stages(x, (input, stage, edge) =>
      live.has(edge) ? this.#operate(operationOn(genotype, edge), input, stage, edge) : undefined,
    );
  }

  /**
   * Every edge gives the sum of its operations, each times its share (Liu et al. 2019, equation 2).
   *
   * @param x [batch, ...inputShape]
   * @param shares [edges, operations]
   * @returns logits, [batch, classes]
   */
  mixture(x: tf.Tensor, shares: tf.Tensor2D, changeSkip = unchanged): tf.Tensor2D {
    const single = tf.split(tf.reshape(shares, [-1]), EDGES.length * OPERATIONS.length);
    return this.#stages(x, (input, stage, edge) => {
      const terms = OPERATIONS.flatMap((operation, at) => {
        const plain = this.#operate(operation, input, stage, edge);
        if (!plain) return [];
        const output = operation === 'skip' ? changeSkip(plain, stage, edge) : plain;
        return [tf.mul(output, single[edge * OPERATIONS.length + at] as tf.Tensor)];
      });
      return tf.addN(terms);
    });
  }

  /** A copy of all weights. */
  async read(): Promise<SharedWeights> {
    const entries = [...this.#byName].map(async ([name, variable]) => {
      // What a backend gives may be a view of its own memory.
      return [name, Float32Array.from(await variable.data())] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  dispose(): void {
    for (const variable of this.variables) variable.dispose();
  }

  #stages(
    x: tf.Tensor,
    onEdge: (input: tf.Tensor, stage: number, edge: number) => tf.Tensor | undefined,
  ): tf.Tensor2D {
    const last = WIDTHS.reduce((input, _, stage) => {
      const nodes: (tf.Tensor | undefined)[] = [this.#convolve(stemName(stage), input, 2)];
      for (let node = 1; node < NODES; node++) nodes.push(this.#node(node, nodes, stage, onEdge));
      const output = nodes.at(-1);
      if (!output) throw new RangeError('nothing leads from the first node of the cell to its last');
      return output;
    }, x);
    const pooled = tf.mean(last, this.#axes()) as tf.Tensor2D;
    return tf.add(tf.matMul(pooled, this.#weight(`${HEAD}/kernel`)), this.#weight(`${HEAD}/bias`));
  }

  #node(
    node: number,
    nodes: readonly (tf.Tensor | undefined)[],
    stage: number,
    onEdge: (input: tf.Tensor, stage: number, edge: number) => tf.Tensor | undefined,
  ): tf.Tensor | undefined {
    const terms = EDGES.flatMap(({ from, to }, edge) => {
      const input = nodes[from];
      const term = to === node && input ? onEdge(input, stage, edge) : undefined;
      return term ? [term] : [];
    });
    return terms.length > 1 ? tf.addN(terms) : terms[0];
  }

  #operate(operation: Operation, x: tf.Tensor, stage: number, edge: number): tf.Tensor | undefined {
    switch (operation) {
      case 'none':
        return undefined;
      case 'skip':
        return x;
      case 'conv 3':
        return this.#convolve(edgeName(stage, edge), x, 1);
      case 'pool 3':
        return this.#pool(x);
    }
  }

  /** With its bias and a rectifier. */
  #convolve(name: string, x: tf.Tensor, stride: 1 | 2): tf.Tensor {
    const kernel = this.#weight(`${name}/kernel`);
    const bias = this.#weight(`${name}/bias`);
    const strides = this.#each(stride);
    if (has(CONV))
      return conv(x, kernel, bias, { strides, dilations: this.#each(1), pad: 'same', activation: 'relu' });
    const linear =
      this.#rank === 1
        ? tf.conv1d(x as tf.Tensor3D, kernel as tf.Tensor3D, stride, 'same')
        : tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, stride, 'same');
    return tf.relu(tf.add(linear, bias));
  }

  /** The mean of three, or three by three, at the same length. */
  #pool(x: tf.Tensor): tf.Tensor {
    if (this.#rank === 2) return tf.avgPool(x as tf.Tensor4D, 3, 1, 'same');
    const flat = tf.avgPool(tf.expandDims(x, 2) as tf.Tensor4D, [3, 1], 1, 'same');
    return tf.squeeze(flat, [2]);
  }

  #weight(name: string): tf.Tensor {
    return this.#byName.get(name) as tf.Variable;
  }

  #axes(): number[] {
    return Array.from({ length: this.#rank }, (_, axis) => axis + 1);
  }

  #each(value: number): number[] {
    return Array.from({ length: this.#rank }, () => value);
  }
}
