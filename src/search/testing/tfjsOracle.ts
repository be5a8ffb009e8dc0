/** Candidates as text, and TF.js's own word on them. */
import * as tf from '@tensorflow/tfjs';
import type { TaskShape } from '../domain.ts';

/** A candidate whose tensor `x` is the input before the statements and the output after them. */
export const program = (body: string) => `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  let x = input;
  ${body}
  return tf.model({ inputs: input, outputs: x });
}`;

/** One layer after another, then a classifier. */
export const chain = (...parts: readonly string[]) =>
  classifier(...parts.map((part) => `x = tf.layers.${part}.apply(x);`));

/** Statements that change `x`, then a classifier. */
export const classifier = (...statements: readonly string[]) =>
  program(
    [
      ...statements,
      'if (x.shape.length > 2) x = tf.layers.flatten().apply(x);',
      "x = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);",
    ].join('\n  '),
  );

/** The model that the program makes of the real TF.js. */
export const inTfjs = (source: string, { inputShape, classes }: TaskShape): tf.LayersModel =>
  new Function(`return (${source.replace('export default ', '')})`)()(
    tf,
    inputShape,
    classes,
  ) as tf.LayersModel;

/**
 * Whether TF.js can build the program's model and take one step of training with it; the task has three classes.
 * Some layers fail only when what comes before them has weights to train.
 */
export async function trains(source: string, task: TaskShape): Promise<boolean> {
  const x = tf.ones([2, ...task.inputShape]);
  const y = tf.tensor2d([
    [1, 0, 0],
    [0, 1, 0],
  ]);
  try {
    const model = inTfjs(source, task);
    // TF.js carries on with tensors that hold nothing.
    if (model.layers.some(({ outputShape }) => outputShape.some((size) => size === 0))) return false;
    model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    await model.fit(x, y, { epochs: 1, verbose: 0 });
    return true;
  } catch {
    return false;
  } finally {
    tf.dispose([x, y]);
  }
}
