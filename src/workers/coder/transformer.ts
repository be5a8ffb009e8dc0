// Registers the gradients of TF.js's operations.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { type CoderConfig, headSize } from './config.ts';
import { embed, takeRows } from './rows.ts';
import { rotaryAngles } from './rotary.ts';
import { take } from './weights.ts';

type Parameters = ReadonlyMap<string, tf.Tensor>;

/** What does not change from step to step, for sequences of one length. Holds tensors: dispose of it. */
export interface Positions {
  /** [length, headSize] */
  readonly cos: tf.Tensor;
  readonly sin: tf.Tensor;
  /** Takes the halves (a, b) of a head to (-b, a), [headSize, headSize]. */
  readonly quarterTurn: tf.Tensor2D;
  /** 0 where a row may look, a number below all scores where it may not, [length, length]. */
  readonly mask: tf.Tensor2D;
}

export function makePositions(config: CoderConfig, length: number): Positions {
  const size = headSize(config);
  const half = size / 2;
  const { cos, sin } = rotaryAngles(config, length);
  const turn = new Float32Array(size * size);
  for (let i = 0; i < half; i++) {
    turn[(half + i) * size + i] = -1;
    turn[i * size + half + i] = 1;
  }
  const ahead = new Float32Array(length * length);
  for (let i = 0; i < length; i++) ahead.fill(-1e9, i * length + i + 1, (i + 1) * length);
  return tf.tidy(() => {
    const both = (angles: Float32Array) => {
      const one = tf.tensor2d(angles, [length, half]);
      return tf.concat([one, one], 1);
    };
    return {
      cos: both(cos),
      sin: both(sin),
      quarterTurn: tf.tensor2d(turn, [size, size]),
      mask: tf.tensor2d(ahead, [length, length]),
    };
  });
}

/**
 * The model over whole sequences at once, as operations that TF.js can differentiate.
 *
 * @param ids tokens, [batch, length]; what follows a sequence in its row changes nothing in it
 * @param rows which of the batch · length places to score, each at most once, [n]
 * @returns scores of the token after each such place, [n, vocabulary]
 */
export function score(
  config: CoderConfig,
  parameters: Parameters,
  positions: Positions,
  ids: tf.Tensor2D,
  rows: tf.Tensor1D,
): tf.Tensor2D {
  const embedding = take(parameters, 'embed.weight') as tf.Tensor2D;
  let x = embed(embedding, tf.reshape(ids, [-1]) as tf.Tensor1D);
  for (let i = 0; i < config.layers; i++) {
    const of = (name: string) => take(parameters, `layers.${i}.${name}.weight`);
    const attended = attend(
      config,
      positions,
      linear(normalise(config, x, of('norm1')), of('qkv')),
      ids.shape,
    );
    x = tf.add(x, linear(attended, of('out')));
    const [gate, up] = tf.split(linear(normalise(config, x, of('norm2')), of('gate_up')), 2, 1);
    x = tf.add(x, linear(tf.mul(silu(gate as tf.Tensor2D), up as tf.Tensor2D), of('down')));
  }
  return linear(normalise(config, takeRows(x, rows), take(parameters, 'norm.weight')), embedding);
}

const linear = (x: tf.Tensor2D, weight: tf.Tensor): tf.Tensor2D =>
  tf.matMul(x, weight as tf.Tensor2D, false, true);

const silu = (x: tf.Tensor2D): tf.Tensor2D => tf.mul(x, tf.sigmoid(x));

/** RMSNorm (Zhang and Sennrich 2019) of the rows. */
function normalise({ epsilon }: CoderConfig, x: tf.Tensor2D, scale: tf.Tensor): tf.Tensor2D {
  const factor = tf.rsqrt(tf.add(tf.mean(tf.square(x), 1, true), epsilon));
  return tf.mul(tf.mul(x, factor), scale);
}

/** Causal attention of all heads. @param qkv [batch · length, 3 · width] @returns [batch · length, width] */
function attend(
  config: CoderConfig,
  { cos, sin, quarterTurn, mask }: Positions,
  qkv: tf.Tensor2D,
  [batch, length]: [number, number],
): tf.Tensor2D {
  const { heads, width } = config;
  const size = headSize(config);
  const byHead = tf.transpose(tf.reshape(qkv, [batch, length, 3, heads, size]), [2, 0, 3, 1, 4]);
  const [q, k, v] = tf.unstack(byHead) as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
  const rotate = (x: tf.Tensor4D): tf.Tensor4D => {
    const turned = tf.reshape(tf.matMul(tf.reshape(x, [-1, size]), quarterTurn), x.shape);
    return tf.add(tf.mul(x, cos), tf.mul(turned, sin));
  };
  const scores = tf.matMul(tf.mul(rotate(q), 1 / Math.sqrt(size)), rotate(k), false, true);
  const taken = tf.matMul(tf.softmax(tf.add(scores, mask)), v);
  return tf.reshape(tf.transpose(taken, [0, 2, 1, 3]), [batch * length, width]);
}
