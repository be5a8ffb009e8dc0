import { Graph, layout } from '@dagrejs/dagre';
import type { LayerSummary } from '../../search/domain.ts';
import { type Drawing, NODE, type Point } from './drawing.ts';

const MARGIN = 6;

/** Layered from the input down to the output (Gansner et al. 1993, as dagre has it), the main path straight. */
export function layoutNetwork(layers: readonly LayerSummary[]): Drawing {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', align: 'UR', nodesep: 14, ranksep: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { name } of layers) graph.setNode(name, { ...NODE });
  // Heavier edges are kept shorter and straighter, so that skip connections bend around the rest.
  layers.forEach(({ name, inputs }, i) => {
    for (const input of inputs) graph.setEdge(input, name, { weight: layers[i - 1]?.name === input ? 8 : 1 });
  });
  layout(graph);

  const lines = graph
    .edges()
    .map(({ v, w }) => ({ v, w, points: (graph.edge(v, w).points ?? []) as readonly Point[] }));
  const corners = layers.map(({ name }) => {
    const { x = 0, y = 0 } = graph.node(name);
    return { x: x - NODE.width / 2, y: y - NODE.height / 2 };
  });
  // Aligned as asked, dagre lets bends run out over the sides.
  const reach = [
    ...corners.flatMap(({ x }) => [x, x + NODE.width]),
    ...lines.flatMap(({ points }) => points.map(({ x }) => x)),
  ];
  const left = Math.min(...reach) - MARGIN;
  const shift = ({ x, y }: Point): Point => ({ x: x - left, y: y + MARGIN });

  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const told = new Set<string>();
  return {
    width: Math.max(...reach) - left + MARGIN,
    height: Math.max(...corners.map(({ y }) => y + NODE.height)) + 2 * MARGIN,
    layers: layers.map((layer, i) => ({ layer, ...shift(corners[i] ?? { x: 0, y: 0 }) })),
    edges: lines.map(({ v, w, points }) => {
      const source = told.has(v) ? undefined : byName.get(v);
      told.add(v);
      return { key: `${v}→${w}`, points: points.map(shift), ...(source && { source }) };
    }),
  };
}
