import { GraphFault } from './fault.ts';
import { readConfig } from './keys.ts';
import { INPUT_KEYS } from './layer.ts';
import type { Shape } from './shape.ts';

type Settings = Readonly<Record<string, unknown>>;

export interface InputSettings {
  readonly shape: Shape;
  readonly name?: string;
}

/** Reads what `tf.input` and `tf.layers.inputLayer` take: a shape with the batch or without it, under one of four names. */
export function readInput(settings: Settings): InputSettings {
  const { shape, batchShape, inputShape, batchInputShape, name } = readConfig(INPUT_KEYS, settings);
  const [given, ...more] = [shape, batchShape, inputShape, batchInputShape].filter((each) => each !== null);
  if (given === undefined || more.length > 0) {
    throw new GraphFault('bad-argument', { kind: 'one-input-shape' });
  }
  return { shape: given as Shape, ...(name !== null && { name: name as string }) };
}
