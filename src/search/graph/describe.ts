import type { Architecture, LayerSummary } from '../domain.ts';
import { type Call, layersOf } from './call.ts';
import { hashGraph } from './hash.ts';
import { activationBytes } from './limitChecks.ts';
import { channelsOf, shapeText } from './shape.ts';
import { writeTopology } from './topology.ts';

/** @param calls all that `output` depends on, each after its inputs */
export function describeNetwork(calls: readonly Call[], output: Call): Architecture {
  const layers = summaries(calls);
  const total = (of: (layer: LayerSummary) => number) => layers.reduce((sum, layer) => sum + of(layer), 0);
  return {
    topology: writeTopology(calls, output),
    layers,
    params: total((layer) => layer.params),
    flops: total((layer) => layer.flops),
    activationBytes: total((layer) => layer.activationBytes),
    widthToDepth: widthToDepth(calls, output),
    hash: hashGraph(calls, output),
  };
}

/** Calls of one layer share its name; from the second on a number tells them apart. */
function summaries(calls: readonly Call[]): readonly LayerSummary[] {
  const names = new Map<Call, string>();
  for (const call of calls) {
    const before = calls.slice(0, calls.indexOf(call)).filter(({ name }) => name === call.name).length;
    names.set(call, before === 0 ? call.name : `${call.name} (${before + 1})`);
  }
  return calls.map((call) => ({
    name: names.get(call) ?? call.name,
    className: call.layer?.kind.className ?? 'InputLayer',
    detail: call.layer ? call.layer.kind.detail(call.layer.config).join(', ') : shapeText(call.output),
    inputs: call.inputs.map((input) => names.get(input) ?? input.name),
    outputShape: call.output,
    params: call.params,
    flops: call.flops,
    activationBytes: activationBytes(call),
  }));
}

/**
 * Largest width over depth (Nasir et al. 2024, LLMatic). Width is the channels or units that a layer with weights
 * puts out; depth counts the layers that compute, not activations inside another layer, reshaping or merging.
 */
function widthToDepth(calls: readonly Call[], output: Call): number {
  const widths = calls.filter(({ layer }) => layer && hasWidth(layer.config, layer.kind.className));
  const width = Math.max(...[...widths, output].map((call) => channelsOf(call.output)));
  const depth = layersOf(calls).filter(({ kind }) => kind.counted).length;
  return width / Math.max(1, depth);
}

const hasWidth = (config: object, className: string): boolean =>
  'units' in config || 'filters' in config || 'depthMultiplier' in config || className === 'Bidirectional';
