import { describe, expect, it } from 'vitest';
import type { LayerSummary } from '../../search/domain.ts';
import { NODE } from './drawing.ts';
import { layoutNetwork } from './graphLayout.ts';

const layer = (name: string, ...inputs: string[]): LayerSummary => ({
  name,
  className: 'Dense',
  detail: '',
  inputs,
  outputShape: [4],
  params: 1,
  flops: 1,
  activationBytes: 4,
});
const WITH_SKIP = [
  layer('in'),
  layer('a', 'in'),
  layer('b', 'a'),
  layer('sum', 'a', 'b'),
  layer('out', 'sum'),
];

describe('the drawing of a network', () => {
  const drawing = layoutNetwork(WITH_SKIP);
  const at = (name: string) => drawing.layers.find(({ layer }) => layer.name === name);

  it('runs from the input down, every layer below its inputs', () => {
    for (const { layer, y } of drawing.layers)
      for (const input of layer.inputs)
        expect(y).toBeGreaterThanOrEqual((at(input)?.y ?? Infinity) + NODE.height);
  });

  it('keeps the main path straight and the skip connection inside the picture', () => {
    expect(new Set(drawing.layers.map(({ x }) => x)).size).toBe(1);
    const xs = drawing.edges.flatMap(({ points }) => points.map(({ x }) => x));
    expect(Math.min(...xs)).toBeGreaterThan(0);
    expect(Math.max(...xs)).toBeLessThan(drawing.width);
  });

  it('tells the shape of an output once, however often it is read', () => {
    expect(drawing.edges.flatMap(({ source }) => (source ? [source.name] : [])).toSorted()).toEqual([
      'a',
      'b',
      'in',
      'sum',
    ]);
    expect(drawing.edges).toHaveLength(5);
  });

  it('sets branches apart', () => {
    const forked = layoutNetwork([layer('in'), layer('a', 'in'), layer('b', 'in'), layer('sum', 'a', 'b')]);
    const [a, b] = ['a', 'b'].map((name) => forked.layers.find(({ layer }) => layer.name === name)?.x ?? 0);
    expect(Math.abs((a ?? 0) - (b ?? 0))).toBeGreaterThanOrEqual(NODE.width);
  });
});
