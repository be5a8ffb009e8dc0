import type { TaskShape } from '../domain.ts';
import { programOf, rankOf } from './program.ts';
import type { Genotype, Space, SpaceId } from './space.ts';

export type Operation = 'none' | 'skip' | 'conv 1' | 'conv 3' | 'pool 3';

/** Of a cell, with the input and the output. */
export const NODES = 4;
/** Every pair of nodes with the earlier first, in the order of the later one (Dong and Yang 2020). */
export const EDGES = Array.from({ length: NODES }, (_, to) =>
  Array.from({ length: to }, (_, from) => ({ from, to })),
).flat();

/** Channels of the two stages. */
export const WIDTHS = [8, 16];

/** Length of the strided convolution before each stage. */
export const STEM_KERNEL = 5;

/** A space of cells: which operation stands on each edge. */
export interface CellSpace extends Space {
  readonly operations: readonly Operation[];
}

/**
 * Micro level, in the manner of NAS-Bench-201 (Dong and Yang 2020, section 2.1): a cell of four nodes, of which each is
 * the sum of what the operations on its edges make of the earlier ones; the same cell stands in two stages of 8 and 16
 * channels. Four operations on six edges are 4,096 cells; many of them are the same network, which shows in the hash of
 * what they build. A cell in which nothing leads from the first node to the last is none.
 */
export const OPERATIONS = ['none', 'skip', 'conv 3', 'pool 3'] as const;
export type CellOperation = (typeof OPERATIONS)[number];

export const CELL = cellSpace('cell', OPERATIONS);

/**
 * The cells of MNIST-1D-Bench: the operations of NAS-Bench-201 without its pooling, which learns nothing. What is left of
 * 3,927 cells when those of the same network are one, can all be trained.
 */
export const BENCHMARK = cellSpace('benchmark', ['none', 'skip', 'conv 1', 'conv 3']);

function cellSpace(id: SpaceId, operations: readonly Operation[]): CellSpace {
  // Methods ask for the same cells again and again, and there are some thousands only.
  const programs: Record<1 | 2, (string | undefined)[]> = { 1: [], 2: [] };
  const paths: (readonly number[] | undefined)[] = [];
  const networks: (boolean | undefined)[] = [];
  const numberOf = (genotype: Genotype): number => {
    let number = 0;
    for (let edge = 0; edge < EDGES.length; edge++)
      number = number * operations.length + (genotype[edge] ?? 0);
    return number;
  };
  return {
    id,
    operations,
    features: (genotype) => (paths[numberOf(genotype)] ??= pathEncoding(operations, genotype)),
    slots: EDGES.map(({ from, to }) => ({ name: `edge ${from} to ${to}`, options: operations })),
    describesNetwork: (genotype) =>
      (networks[numberOf(genotype)] ??= holds(contributing(operations, genotype), NODES - 1)),
    render(genotype, task) {
      const rank = rankOf(task);
      const number = numberOf(genotype);
      const known = programs[rank][number];
      if (known !== undefined) return known;
      const lines = WIDTHS.flatMap((width) => [
        `x = tf.layers.conv${rank}d({ filters: ${width}, kernelSize: ${STEM_KERNEL}, strides: 2, padding: 'same', activation: 'relu' }).apply(x);`,
        `x = cell(x, ${width});`,
      ]);
      const path = programOf([...lines, `x = tf.layers.globalAveragePooling${rank}d().apply(x);`]);
      const program = withCell(operations, genotype, task, path);
      programs[rank][number] = program;
      return program;
    },
  };
}

const operationAt = (operations: readonly Operation[], genotype: Genotype, edge: number): Operation =>
  operations[genotype[edge] ?? 0] ?? 'none';

/** Of a cell of the space `cell`. */
export const operationOn = (genotype: Genotype, edge: number): CellOperation =>
  OPERATIONS[genotype[edge] ?? 0] ?? 'none';

/** All ways from the first node to the last, each as its edges in order, the shorter first. */
const WAYS = waysFrom(0).toSorted((a, b) => a.length - b.length);

function waysFrom(node: number): readonly (readonly number[])[] {
  if (node === NODES - 1) return [[]];
  return EDGES.flatMap(({ from, to }, edge) =>
    from === node ? waysFrom(to).map((rest) => [edge, ...rest]) : [],
  );
}

/**
 * Path encoding (White, Neiswanger and Savani 2021, section 4.1): a feature for every sequence of operations, the shorter
 * first, 1 where some way from the first node to the last has just these. Of three operations on one to three edges that
 * is 3 + 9 + 27. Cells that do the same on other nodes have the same code.
 */
function pathEncoding(operations: readonly Operation[], genotype: Genotype): readonly number[] {
  // An edge with `none` ends a way.
  const steps = operations.filter((operation) => operation !== 'none');
  /** Where the paths of so many operations begin: before them are all shorter ones. */
  const offsetOf = (length: number): number =>
    Array.from({ length: length - 1 }, (_, before) => steps.length ** (before + 1)).reduce(
      (a, b) => a + b,
      0,
    );
  const code = new Array<number>(offsetOf(NODES)).fill(0);
  for (const way of WAYS) {
    const path = way.map((edge) => steps.indexOf(operationAt(operations, genotype, edge) as never));
    if (path.includes(-1)) continue;
    code[path.reduce((index, step) => index * steps.length + step, 0) + offsetOf(way.length)] = 1;
  }
  return code;
}

/** Edges with an operation that lie on a way from the first node to the last, in a cell of the space `cell`. */
export function liveEdges(genotype: Genotype): readonly number[] {
  const reached = contributing(OPERATIONS, genotype);
  const leading = new Set([NODES - 1]);
  const used = [...EDGES.entries()].filter(
    ([edge, { from }]) => operationOn(genotype, edge) !== 'none' && holds(reached, from),
  );
  for (const [, { from, to }] of used.toReversed()) if (leading.has(to)) leading.add(from);
  return used.flatMap(([edge, { to }]) => (leading.has(to) ? [edge] : []));
}

/** Nodes that hold anything of the first one, a bit each. */
function contributing(operations: readonly Operation[], genotype: Genotype): number {
  let reached = 1;
  EDGES.forEach(({ from, to }, edge) => {
    if (holds(reached, from) && operationAt(operations, genotype, edge) !== 'none') reached |= 1 << to;
  });
  return reached;
}

const holds = (nodes: number, node: number): boolean => (nodes & (1 << node)) !== 0;

/** Puts the cell as a function before the main path. */
function withCell(
  operations: readonly Operation[],
  genotype: Genotype,
  task: TaskShape,
  program: string,
): string {
  const rank = rankOf(task);
  const reached = contributing(operations, genotype);
  const conv = (kernel: number) => (x: string) =>
    `tf.layers.conv${rank}d({ filters: width, kernelSize: ${kernel}, padding: 'same', activation: 'relu' }).apply(${x})`;
  const code: Readonly<Record<Exclude<Operation, 'none'>, (x: string) => string>> = {
    skip: (x) => x,
    'conv 1': conv(1),
    'conv 3': conv(3),
    'pool 3': (x) =>
      `tf.layers.averagePooling${rank}d({ poolSize: 3, strides: 1, padding: 'same' }).apply(${x})`,
  };
  const nodes = Array.from({ length: NODES - 1 }, (_, before) => before + 1)
    .filter((node) => holds(reached, node))
    .map((node) => {
      const terms = EDGES.flatMap(({ from, to }, edge) => {
        const operation = operationAt(operations, genotype, edge);
        return to === node && operation !== 'none' && holds(reached, from)
          ? [code[operation](`x${from}`)]
          : [];
      });
      const sum =
        terms.length === 1 ? terms[0] : `tf.layers.add().apply([\n      ${terms.join(',\n      ')},\n    ])`;
      return `const x${node} = ${sum};`;
    });
  const cell = `const cell = (x0, width) => {
    ${nodes.join('\n    ')}
    return x${NODES - 1};
  };`;
  return program.replace('  const input', `  ${cell}\n  const input`);
}
