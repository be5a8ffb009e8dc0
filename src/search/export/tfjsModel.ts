import type { Topology } from '../domain.ts';
import { withoutRepeats } from '../graph/repeats.ts';
import { type ExportWeight, bytesOf, tfjsName } from './weights.ts';

/** The two files of a model that `tf.loadLayersModel` reads. */
export interface TfjsModel {
  readonly json: string;
  readonly weights: Uint8Array<ArrayBuffer>;
}

/**
 * A trained network in the format of TF.js (`layers-model`), with the softmax it was written with. Where a layer takes one
 * tensor twice, a copy stands between, without which TF.js could not `predict`.
 *
 * @param weightsFile name of the second file, which must lie beside the first
 */
export function writeTfjsModel(
  topology: Topology,
  weights: readonly ExportWeight[],
  weightsFile: string,
): TfjsModel {
  const specs = weights.map((weight) => ({
    name: tfjsName(weight, topology.config.layers),
    shape: weight.shape,
    dtype: 'float32',
  }));
  const model = {
    format: 'layers-model',
    generatedBy: topology.keras_version,
    convertedBy: 'NAS Playground',
    modelTopology: withoutRepeats(topology),
    weightsManifest: [{ paths: [weightsFile], weights: specs }],
  };
  return { json: `${JSON.stringify(model, null, 2)}\n`, weights: bytesOf(weights) };
}
