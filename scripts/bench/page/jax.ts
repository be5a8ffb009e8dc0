/** jax-js on its WebAssembly device, the whole step compiled by its `jit`. */
import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { sizeOf } from '../../../src/search/graph/shape.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { BatchOrder } from '../../../src/workers/trainer/batches.ts';
import { CLASSES, EXAMPLES, noise } from './data.ts';
import { JAX_NETS, type JaxNet } from './jaxNets.ts';
import type { Side } from './side.ts';

const LEARNING_RATE = 1e-4;
const WEIGHT_DECAY = 1e-4;
const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-7;
const SEED = 5;

/** The gradient of the mean cross-entropy, and AdamW. @returns what is moved, and the loss */
function stepOf({ logits, inputShape }: JaxNet) {
  const loss = (weights: np.Array[], x: np.Array, labels: np.Array) =>
    np.mean(np.sum(nn.logSoftmax(logits(weights, x), -1).mul(labels), 1)).mul(-1);
  return jit(
    (
      weights: np.Array[],
      first: np.Array[],
      second: np.Array[],
      correction: np.Array,
      data: np.Array,
      classes: np.Array,
      rows: np.Array,
    ) => {
      const x = np.take(data, rows.ref, 0).reshape([-1, ...inputShape]);
      const labels = np.take(classes, rows, 0);
      const [value, gradients] = valueAndGrad(loss)(
        weights.map((w) => w.ref),
        x,
        labels,
      );
      const moved = weights.map((weight, i) => {
        const gradient = gradients[i] as np.Array;
        const m = (first[i] as np.Array).mul(BETA_1).add(gradient.ref.mul(1 - BETA_1));
        const v = (second[i] as np.Array).mul(BETA_2).add(np.square(gradient).mul(1 - BETA_2));
        // One number for both corrections: the second is the square root's, as in Kingma and Ba 2015, section 2.
        const direction = m.ref.div(np.sqrt(v.ref).add(EPSILON)).mul(correction.ref);
        return [weight.mul(1 - LEARNING_RATE * WEIGHT_DECAY).sub(direction.mul(LEARNING_RATE)), m, v];
      });
      correction.dispose();
      const part = (at: number) => moved.map((triple) => triple[at] as np.Array);
      return [part(0), part(1), part(2), value] as [np.Array[], np.Array[], np.Array[], np.Array];
    },
  );
}

export function jax(): Side {
  let take: (() => np.Array) | undefined;

  async function run(steps: number): Promise<void> {
    if (!take) throw new Error('No network is prepared.');
    for (let i = 0; i < steps; i++) {
      const loss = take();
      if (i === steps - 1) await loss.data();
      else loss.dispose();
    }
  }

  return {
    async start() {
      if (!(await init('wasm')).includes('wasm')) throw new Error('jax-js has no WebAssembly device here.');
      defaultDevice('wasm');
    },
    async prepare(name, batch) {
      const begun = performance.now();
      const net = JAX_NETS[name];
      const step = stepOf(net);
      const rng = new Rng(SEED);
      const examples = noise(net.inputShape);
      const data = np
        .array(examples.x as Float32Array<ArrayBuffer>)
        .reshape([EXAMPLES, sizeOf(net.inputShape)]);
      const hot = new Float32Array(EXAMPLES * CLASSES);
      examples.y.forEach((label, i) => (hot[i * CLASSES + label] = 1));
      const classes = np.array(hot).reshape([EXAMPLES, CLASSES]);
      const order = new BatchOrder(EXAMPLES, SEED);
      let weights = net.shapes.map((shape) =>
        np
          .array(Float32Array.from({ length: sizeOf(shape) }, () => (rng.float() - 0.5) / 4))
          .reshape([...shape]),
      );
      let [first, second] = [0, 1].map(() => net.shapes.map((shape) => np.zeros([...shape]))) as [
        np.Array[],
        np.Array[],
      ];
      let steps = 0;
      take = () => {
        steps += 1;
        const correction = np.array(Math.sqrt(1 - BETA_2 ** steps) / (1 - BETA_1 ** steps));
        const rows = np.array(order.next(batch) as Int32Array<ArrayBuffer>, { dtype: np.int32 });
        let loss: np.Array;
        [weights, first, second, loss] = step(
          weights,
          first,
          second,
          correction,
          data.ref,
          classes.ref,
          rows,
        );
        return loss;
      };
      await run(1);
      const parameters = net.shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
      return { parameters, firstMs: performance.now() - begun };
    },
    async time(steps) {
      const begun = performance.now();
      await run(steps);
      return (performance.now() - begun) / steps;
    },
    counts: async () => ({ kernels: null, dispatches: null }),
  };
}
