import type { TopologyLayer } from '../domain.ts';
import { identifiersOf } from './calls.ts';

/** A trained weight, or a statistic of batch normalisation, as the trainer hands it over. */
export interface ExportWeight {
  /** The layer's name in the topology. */
  readonly layer: string;
  /** Among the layer's weights, e.g. `kernel`; the second direction of a bidirectional layer has `kernel 2`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Row by row. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** Where a weight stands: in one of two directions, or in neither. */
interface Place {
  readonly direction?: 'forward' | 'backward';
  readonly name: string;
}

function placeOf({ layer, name }: ExportWeight, layers: readonly TopologyLayer[]): Place {
  const owner = layers.find((each) => each.name === layer);
  if (!owner) throw new Error(`weights of ${layer}, which is no layer of the network`);
  if (owner.class_name !== 'Bidirectional') return { name };
  return name.endsWith(' 2')
    ? { direction: 'backward', name: name.slice(0, -2) }
    : { direction: 'forward', name };
}

/** As TF.js looks for it in a saved model, e.g. `bidirectional_1/forward_gru_1/kernel`. */
export function tfjsName(weight: ExportWeight, layers: readonly TopologyLayer[]): string {
  const { direction, name } = placeOf(weight, layers);
  if (!direction) return `${weight.layer}/${name}`;
  const wrapped = layers.find((each) => each.name === weight.layer)?.config['layer'] as {
    readonly config: { readonly name: string };
  };
  return `${weight.layer}/${direction}_${wrapped.config.name}/${name}`;
}

/** As the PyTorch module calls it, e.g. `bidirectional_1.forward_layer.kernel`. */
export function stateName(weight: ExportWeight, layers: readonly TopologyLayer[]): string {
  const { direction, name } = placeOf(weight, layers);
  const owner = identifiersOf(layers).get(weight.layer) ?? weight.layer;
  return [owner, ...(direction ? [`${direction}_layer`] : []), name].join('.');
}

/** The values of all weights, one after another, as little-endian float32. */
export function bytesOf(weights: readonly ExportWeight[]): Uint8Array<ArrayBuffer> {
  const total = weights.reduce((sum, { values }) => sum + values.length, 0);
  const view = new DataView(new ArrayBuffer(4 * total));
  let at = 0;
  for (const { values } of weights) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return new Uint8Array(view.buffer);
}
