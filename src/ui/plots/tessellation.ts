import { Delaunay } from 'd3-delaunay';

export type UnitPoint = readonly [number, number];

/**
 * The Voronoi cell of each point: what of the unit square is nearer to it than to any other. To be stretched to the
 * chart only when drawn, for in a stretched plane other places would be nearest.
 *
 * @returns corners of each cell, in the order of the points
 */
export function cellsOf(points: readonly UnitPoint[]): readonly (readonly UnitPoint[])[] {
  const voronoi = Delaunay.from(points.map(([x, y]): [number, number] => [x, y])).voronoi([0, 0, 1, 1]);
  return points.map((_, i) => (voronoi.cellPolygon(i) ?? []).slice(0, -1));
}

/** Of a polygon, by its corners in order (the shoelace formula). */
export const areaOf = (corners: readonly UnitPoint[]): number =>
  Math.abs(
    corners.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = corners[(i + 1) % corners.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0),
  ) / 2;
