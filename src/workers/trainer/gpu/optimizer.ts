import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import {
  ADAMW,
  type AdamW,
  type Moved,
  type OptimizerCall,
  SGD,
  type Sgd,
  movedIn,
} from '../fused/ops/optimizer.ts';
import type { Gpu } from './gpu.ts';
import { register } from './kernel.ts';
import { type Program, groupsFor, perNumber } from './program.ts';

/**
 * Variables that one dispatch moves: with the state of all, a weight and a gradient for each stay within the eight
 * buffers that every GPU offers.
 */
const AT_ONCE = 3;

/** Steps of optimisers, three variables a dispatch. */
export function registerOptimizers(): void {
  register<'state', AdamW & OptimizerCall['attrs']>(ADAMW, (call) => {
    const { learningRate, weightDecay, beta1, beta2, epsilon, step } = call.attrs;
    const corrections = [1 / (1 - beta1 ** step), 1 / (1 - beta2 ** step)];
    const kept = 1 - learningRate * weightDecay;
    move(call, adamW, [
      ...[learningRate, kept, beta1, 1 - beta1, beta2, 1 - beta2],
      ...[epsilon, ...corrections],
    ]);
    return [];
  });
  register<'state', Sgd & OptimizerCall['attrs']>(SGD, (call) => {
    const { learningRate, weightDecay, momentum } = call.attrs;
    move(call, sgd, [learningRate, 1 - learningRate * weightDecay, momentum]);
    return [];
  });
}

interface Rule {
  readonly name: string;
  readonly factors: readonly string[];
  /** WGSL: moves `w` against `g`, with the state of a variable of `size` numbers from `at` on, of which this is the i-th. */
  readonly body: string;
}

const adamW: Rule = {
  name: 'adamw',
  factors: [
    ...['rate', 'kept', 'beta1', 'rest1', 'beta2', 'rest2'],
    ...['epsilon', 'correction1', 'correction2'],
  ],
  body: `
  let m = n.beta1 * state[2 * at + i] + n.rest1 * g;
  let v = n.beta2 * state[2 * at + size + i] + n.rest2 * g * g;
  state[2 * at + i] = m;
  state[2 * at + size + i] = v;
  return n.kept * w - n.rate * (m * n.correction1 / (sqrt(v * n.correction2) + n.epsilon));`,
};

const sgd: Rule = {
  name: 'sgd',
  factors: ['rate', 'kept', 'momentum'],
  body: `
  let v = n.momentum * state[at + i] + g;
  state[at + i] = v;
  return n.kept * w - n.rate * v;`,
};

function programOf({ name, factors, body }: Rule, count: number): Program {
  const places = Array.from({ length: count }, (_, i) => i);
  return perNumber({
    name: `${name}/${count}`,
    outputs: ['state', ...places.map((i) => `weight${i}`)],
    inputs: places.map((i) => `gradient${i}`),
    sizes: places.flatMap((i) => [`size${i}`, `at${i}`]),
    factors,
    functions: `fn moved(w: f32, g: f32, at: i32, size: i32, i: i32) -> f32 {${body}\n}`,
    main: `var j = i;
  ${places
    .map(
      (k) => `if (j < n.size${k}) {
    weight${k}[j] = moved(weight${k}[j], gradient${k}[j], n.at${k}, n.size${k}, j);
    return;
  }
  j -= n.size${k};`,
    )
    .join('\n  ')}`,
  });
}

function move(call: OptimizerCall & { readonly gpu: Gpu }, rule: Rule, factors: readonly number[]): void {
  const moved = movedIn(call);
  for (let from = 0; from < moved.length; from += AT_ONCE) {
    moveSome(call.gpu, call.inputs.state, moved.slice(from, from + AT_ONCE), rule, factors);
  }
}

function moveSome(
  gpu: Gpu,
  state: TensorInfo,
  moved: readonly Moved<TensorInfo, TensorInfo>[],
  rule: Rule,
  factors: readonly number[],
): void {
  const sizes = moved.map(({ weight }) => util.sizeFromShape(weight.shape));
  const size = sizes.reduce((sum, one) => sum + one, 0);
  gpu.run(programOf(rule, moved.length), {
    outputs: [state, ...moved.map(({ weight }) => weight)],
    inputs: moved.map(({ gradient }) => gradient),
    sizes: [size, ...moved.flatMap(({ offset }, i) => [sizes[i] as number, offset])],
    factors,
    groups: groupsFor(size),
  });
}
