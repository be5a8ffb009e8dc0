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
export const CELL = cellSpace('cell', ['none', 'skip', 'conv 3', 'pool 3']);

/**
 * The cells of MNIST-1D-Bench: the operations of NAS-Bench-201 without its pooling, which learns nothing. What is left of
 * 3,927 cells when those of the same network are one, can all be trained.
 */
export const BENCHMARK = cellSpace('benchmark', ['none', 'skip', 'conv 1', 'conv 3']);

function cellSpace(id: SpaceId, operations: readonly Operation[]): CellSpace {
  /** By rank and choices; methods ask for the same programs again and again, and there are some thousands only. */
  const programs: Record<1 | 2, (string | undefined)[]> = { 1: [], 2: [] };
  return {
    id,
    operations,
    slots: EDGES.map(({ from, to }) => ({ name: `edge ${from} to ${to}`, options: operations })),
    describesNetwork: (genotype) => holds(contributing(operations, genotype), NODES - 1),
    render(genotype, task) {
      const rank = rankOf(task);
      const number = genotype.reduce((sum, choice) => sum * operations.length + choice, 0);
      const known = programs[rank][number];
      if (known !== undefined) return known;
      const lines = WIDTHS.flatMap((width) => [
        `x = tf.layers.conv${rank}d({ filters: ${width}, kernelSize: 5, strides: 2, padding: 'same', activation: 'relu' }).apply(x);`,
        `x = cell(x, ${width});`,
      ]);
      const path = programOf([...lines, `x = tf.layers.globalAveragePooling${rank}d().apply(x);`]);
      const program = withCell(operations, genotype, task, path);
      programs[rank][number] = program;
      return program;
    },
  };
}

const operationOn = (operations: readonly Operation[], genotype: Genotype, edge: number): Operation =>
  operations[genotype[edge] ?? 0] ?? 'none';

/** Nodes that hold anything of the first one, a bit each. */
function contributing(operations: readonly Operation[], genotype: Genotype): number {
  let reached = 1;
  EDGES.forEach(({ from, to }, edge) => {
    if (holds(reached, from) && operationOn(operations, genotype, edge) !== 'none') reached |= 1 << to;
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
        const operation = operationOn(operations, genotype, edge);
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
