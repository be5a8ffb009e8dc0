import type { Layer } from './layer.ts';
import type { Shape } from './shape.ts';

/** One use of a layer, or the input of the network. Its output is the one tensor it makes. */
export interface Call {
  /** Absent for the input. */
  readonly layer?: Layer;
  readonly name: string;
  readonly inputs: readonly Call[];
  readonly output: Shape;
  /** Weights of the layer, of which a second call of it adds none. */
  readonly params: number;
  readonly flops: number;
  /** 1-based, of the program. */
  readonly line?: number;
}

/** Everything the output depends on, in the order of `calls`, where each call follows its inputs. */
export function ancestors(calls: readonly Call[], output: Call): readonly Call[] {
  const needed = new Set([output]);
  for (const call of calls.toReversed()) {
    if (needed.has(call)) for (const input of call.inputs) needed.add(input);
  }
  return calls.filter((call) => needed.has(call));
}

/** The layers of these calls, in the order of their first use. */
export const layersOf = (calls: readonly Call[]): readonly Layer[] => [
  ...new Set(calls.flatMap((call) => (call.layer ? [call.layer] : []))),
];
