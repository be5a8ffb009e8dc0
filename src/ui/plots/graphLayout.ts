import { Graph, layout } from '@dagrejs/dagre';
import type { LayerSummary } from '../../search/domain.ts';
import { shape } from '../views/format.ts';

export interface DrawnLayer {
  readonly layer: LayerSummary;
  /** Upper left corner, pixels. */
  readonly x: number;
  readonly y: number;
}

export interface DrawnEdge {
  readonly key: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Shape of what flows along it; empty where its source has said so on another edge. */
  readonly text: string;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly layers: readonly DrawnLayer[];
  readonly edges: readonly DrawnEdge[];
}

export const NODE = { width: 236, height: 30 };

/** Layered from the input down to the output (Gansner et al. 1993, as dagre has it). */
export function layoutNetwork(layers: readonly LayerSummary[]): Drawing {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 18, ranksep: 22, marginx: 6, marginy: 6 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { name } of layers) graph.setNode(name, { ...NODE });
  for (const { name, inputs } of layers) for (const input of inputs) graph.setEdge(input, name);
  layout(graph);

  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const labelled = new Set<string>();
  const size = graph.graph();
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    layers: layers.map((layer) => {
      const { x = 0, y = 0 } = graph.node(layer.name);
      return { layer, x: x - NODE.width / 2, y: y - NODE.height / 2 };
    }),
    edges: graph.edges().map(({ v, w }) => {
      const text = labelled.has(v) ? '' : shape(byName.get(v)?.outputShape ?? []);
      labelled.add(v);
      return { key: `${v}→${w}`, points: graph.edge(v, w).points ?? [], text };
    }),
  };
}
