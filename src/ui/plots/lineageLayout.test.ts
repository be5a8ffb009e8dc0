import { describe, expect, it } from 'vitest';
import type { LineageNode } from './lineage.ts';
import { layoutLineage } from './lineageLayout.ts';

/** 1 has the children 3 to 9, of which 3 has 10 and 11; 2 is alone. */
const FAMILY: readonly LineageNode[] = [
  { id: 1 },
  { id: 2 },
  ...[3, 4, 5, 6, 7, 8, 9].map((id) => ({ id, parent: 1 })),
  { id: 10, parent: 3 },
  { id: 11, parent: 3 },
];

/** Marks that lie over one another. */
function overlaps(nodes: readonly LineageNode[]): number {
  const { places, mark } = layoutLineage(nodes);
  const sorted = [...places.values()].toSorted((a, b) => a.y - b.y);
  return sorted.reduce((count, a, i) => {
    for (const b of sorted.slice(i + 1)) {
      if (b.y - a.y >= mark.height) break;
      if (Math.abs(a.x - b.x) < mark.width) count += 1;
    }
    return count;
  }, 0);
}

describe('the drawing of a family', () => {
  const { places, ...drawing } = layoutLineage(FAMILY);
  const at = (id: number) => places.get(id) ?? { x: NaN, y: NaN };

  it('places every candidate inside the picture, and none over another', () => {
    expect(places.size).toBe(FAMILY.length);
    for (const { x, y } of places.values()) {
      expect(x).toBeGreaterThan(drawing.mark.width / 2);
      expect(x).toBeLessThan(drawing.width - drawing.mark.width / 2);
      expect(y).toBeGreaterThan(drawing.mark.height / 2);
      expect(y).toBeLessThan(drawing.height - drawing.mark.height / 2);
    }
    expect(overlaps(FAMILY)).toBe(0);
  });

  it('stands children to the right of their parent, the childless ones side by side in rows', () => {
    for (const { id, parent } of FAMILY)
      if (parent !== undefined) expect(at(id).x).toBeGreaterThan(at(parent).x);
    expect(new Set([4, 5, 6, 7].map((id) => at(id).y)).size).toBe(1);
    expect(at(8).y).toBeGreaterThan(at(4).y);
    expect(at(10).y).toBe(at(11).y);
  });

  it('has those without kin beneath all others', () => {
    const others = FAMILY.filter(({ id }) => id !== 2).map(({ id }) => at(id).y);
    expect(at(2).y).toBeGreaterThan(Math.max(...others));
  });

  it('has second parents that have no children of their own above those without kin', () => {
    const drawn = layoutLineage([...FAMILY, { id: 12, isParent: true }]);
    const heightOf = (id: number) => drawn.places.get(id)?.y ?? NaN;
    expect(heightOf(12)).toBeGreaterThan(heightOf(10));
    expect(heightOf(12)).toBeLessThan(drawn.lonersFrom ?? NaN);
    expect(heightOf(2)).toBeGreaterThan(drawn.lonersFrom ?? NaN);
    const onlyMates = layoutLineage([
      { id: 1, isParent: true },
      { id: 2, isParent: true },
    ]);
    expect(onlyMates.lonersFrom).toBeUndefined();
  });

  it('keeps a thousand candidates apart and, drawn by chance all of them, in a block', () => {
    const bred = Array.from({ length: 1000 }, (_, i) =>
      i < 20 ? { id: i + 1 } : { id: i + 1, parent: 1 + ((i * 7919) % i) },
    );
    expect(overlaps(bred)).toBe(0);
    const drawn = layoutLineage(Array.from({ length: 1000 }, (_, i) => ({ id: i + 1 })));
    expect(drawn.width).toBeLessThan(400);
  });

  it('is empty without candidates', () => {
    expect(layoutLineage([]).places.size).toBe(0);
  });
});
