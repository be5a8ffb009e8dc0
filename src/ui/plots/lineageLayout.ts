import { group } from 'd3-array';
import { hierarchy, tree } from 'd3-hierarchy';
import type { CandidateId } from '../../search/domain.ts';
import { type LineageLayout, type LineageNode, MOST_NUMBERED } from './lineage.ts';

const MARGIN = 14;
/** Between the columns of two generations, for the lines. */
const BETWEEN = 34;
/** Childless children of one parent that stand in a row. */
const IN_A_ROW = 4;
/** Those without kin that stand in a row, where the tree is narrower. */
const LEAST_IN_A_ROW = 20;
/** A candidate with children, or the childless children of one, side by side. Neither stands for the root of all. */
interface Branch {
  readonly ids: readonly CandidateId[];
  readonly children: readonly Branch[];
}

/**
 * From left to right, a column for each generation, a tree for each candidate without parents (Buchheim et al. 2002, as
 * d3-hierarchy has it). Children that have none themselves stand side by side, so that a thousand candidates keep to
 * few lines, and so do those without parents that are only ever second parents. Those without parents and children are a
 * block of their own beneath. In a time that grows as their number.
 */
export function layoutLineage(nodes: readonly LineageNode[]): LineageLayout {
  const numbered = nodes.length <= MOST_NUMBERED;
  const cell = numbered ? { width: 34, height: 24 } : { width: 16, height: 16 };
  const mark = { width: cell.width - 6, height: cell.height - 6 };
  const childrenOf = group(nodes, ({ parent }) => parent);
  const isChildless = ({ id }: LineageNode) => !childrenOf.has(id);
  const branch = ({ id }: LineageNode): Branch => ({ ids: [id], children: branches(id) });
  const branches = (id: CandidateId): readonly Branch[] => {
    const children = childrenOf.get(id) ?? [];
    const litter = children.filter(isChildless).map((child) => child.id);
    return [
      ...(litter.length > 0 ? [{ ids: litter, children: [] }] : []),
      ...children.filter((child) => !isChildless(child)).map(branch),
    ];
  };
  const founders = childrenOf.get(undefined) ?? [];
  const alone = founders.filter(isChildless);
  /** Their children hang under the first parent. */
  const mates = alone.filter(({ isParent }) => isParent).map(({ id }) => id);
  const loners = alone.filter(({ isParent }) => !isParent).map(({ id }) => id);
  const trees = [
    ...founders.filter((founder) => !isChildless(founder)).map(branch),
    ...(mates.length > 0 ? [{ ids: mates, children: [] }] : []),
  ];

  const rows = ({ ids }: Branch) => Math.ceil(ids.length / IN_A_ROW);
  const root = tree<Branch>()
    .nodeSize([cell.height, 1])
    .separation((a, b) => (rows(a.data) + rows(b.data)) / 2 + (a.parent === b.parent ? 0.1 : 0.4))(
    hierarchy<Branch>({ ids: [], children: trees }, ({ children }) => [...children]),
  );
  const drawn = root.descendants().slice(1);
  const widest: number[] = [];
  for (const { depth, data } of drawn)
    widest[depth] = Math.max(widest[depth] ?? 1, Math.min(IN_A_ROW, data.ids.length));
  /** Left edge of each generation's column. */
  const columns: number[] = [];
  let reach = MARGIN;
  for (let depth = 1; depth < widest.length; depth++) {
    columns[depth] = reach;
    reach += (widest[depth] ?? 1) * cell.width + BETWEEN;
  }

  const top = Math.min(0, ...drawn.map(({ x, data }) => x - (rows(data) * cell.height) / 2));
  const places = new Map<CandidateId, { x: number; y: number }>();
  const placeAll = (ids: readonly CandidateId[], inARow: number, left: number, from: number) =>
    ids.forEach((id, i) =>
      places.set(id, {
        x: left + ((i % inARow) + 0.5) * cell.width,
        y: from + (Math.floor(i / inARow) + 0.5) * cell.height,
      }),
    );
  let bottom = MARGIN;
  for (const { depth, x, data } of drawn) {
    const from = MARGIN + x - top - (rows(data) * cell.height) / 2;
    placeAll(data.ids, IN_A_ROW, columns[depth] ?? MARGIN, from);
    bottom = Math.max(bottom, from + rows(data) * cell.height);
  }

  const inARow = Math.max(LEAST_IN_A_ROW, Math.floor((reach - BETWEEN - MARGIN) / cell.width));
  /** With room above for its heading. */
  const lonersFrom = bottom + (trees.length > 0 ? 2 : 1) * MARGIN;
  placeAll(loners, inARow, MARGIN, lonersFrom + 4);
  const lonerRows = Math.ceil(loners.length / inARow);
  return {
    width:
      Math.max(
        trees.length > 0 ? reach - BETWEEN : 0,
        MARGIN + Math.min(inARow, loners.length) * cell.width,
      ) + MARGIN,
    height: (loners.length > 0 ? lonersFrom + 4 + lonerRows * cell.height : bottom) + MARGIN,
    places,
    mark,
    ...(loners.length > 0 && { lonersFrom }),
  };
}
