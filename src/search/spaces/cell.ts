import type { TaskShape } from '../domain.ts';
import { programOf, rankOf } from './program.ts';
import { type Genotype, type Space } from './space.ts';

/** What may stand on an edge, in the order of the options of every slot. */
export const OPERATIONS = ['none', 'skip', 'conv 3', 'pool 3'] as const;
export type Operation = (typeof OPERATIONS)[number];

export const NODES = 4;
/** Every pair of nodes with the earlier first, in the order of the later one (Dong and Yang 2020); an edge for each slot. */
export const EDGES = Array.from({ length: NODES }, (_, to) =>
  Array.from({ length: to }, (_, from) => ({ from, to })),
).flat();

/** Channels of the two stages. */
export const WIDTHS = [8, 16];
/** Length of the strided convolution before each stage. */
export const STEM_KERNEL = 5;

/**
 * Micro level, in the manner of NAS-Bench-201 (Dong and Yang 2020, section 2.1): a cell of four nodes, of which each is
 * the sum of what the operations on its edges make of the earlier ones; the same cell stands in two stages of 8 and 16
 * channels. Four operations on six edges are 4,096 cells; many of them are the same network, which shows in the hash of
 * what they build. A cell in which nothing leads from the first node to the last is none.
 */
export const CELL: Space = {
  id: 'cell',
  slots: EDGES.map(({ from, to }) => ({ name: `edge ${from} to ${to}`, options: OPERATIONS })),
  describesNetwork: (genotype) => contributing(genotype).has(NODES - 1),
  features: pathEncoding,
  render(genotype, task) {
    const rank = rankOf(task);
    const lines = WIDTHS.flatMap((width) => [
      `x = tf.layers.conv${rank}d({ filters: ${width}, kernelSize: ${STEM_KERNEL}, strides: 2, padding: 'same', activation: 'relu' }).apply(x);`,
      `x = cell(x, ${width});`,
    ]);
    return withCell(
      genotype,
      task,
      programOf([...lines, `x = tf.layers.globalAveragePooling${rank}d().apply(x);`]),
    );
  },
};

export const operationOn = (genotype: Genotype, edge: number): Operation =>
  OPERATIONS[genotype[edge] ?? 0] ?? 'none';

/** All ways from the first node to the last, each as its edges in order, the shorter first. */
const WAYS = waysFrom(0).toSorted((a, b) => a.length - b.length);

function waysFrom(node: number): readonly (readonly number[])[] {
  if (node === NODES - 1) return [[]];
  return EDGES.flatMap(({ from, to }, edge) =>
    from === node ? waysFrom(to).map((rest) => [edge, ...rest]) : [],
  );
}

/** What can stand on a way; an edge with `none` ends it. */
const STEPS = OPERATIONS.filter((operation) => operation !== 'none');

/** Where the paths of so many operations begin: before them are all shorter ones. */
const offsetOf = (length: number): number =>
  Array.from({ length: length - 1 }, (_, before) => STEPS.length ** (before + 1)).reduce((a, b) => a + b, 0);

/**
 * Path encoding (White, Neiswanger and Savani 2021, section 4.1): a feature for every sequence of operations, the shorter
 * first, 1 where some way from the first node to the last has just these. Of three operations on one to three edges that
 * is 3 + 9 + 27. Cells that do the same on other nodes have the same code.
 */
function pathEncoding(genotype: Genotype): readonly number[] {
  const code = new Array<number>(offsetOf(NODES)).fill(0);
  for (const way of WAYS) {
    const path = way.map((edge) => STEPS.findIndex((step) => step === operationOn(genotype, edge)));
    if (path.includes(-1)) continue;
    code[path.reduce((index, step) => index * STEPS.length + step, 0) + offsetOf(way.length)] = 1;
  }
  return code;
}

/** Edges with an operation that lie on a way from the first node to the last. */
export function liveEdges(genotype: Genotype): readonly number[] {
  const reached = contributing(genotype);
  const leading = new Set([NODES - 1]);
  const used = [...EDGES.entries()].filter(
    ([edge, { from }]) => operationOn(genotype, edge) !== 'none' && reached.has(from),
  );
  for (const [, { from, to }] of used.toReversed()) if (leading.has(to)) leading.add(from);
  return used.flatMap(([edge, { to }]) => (leading.has(to) ? [edge] : []));
}

/** Nodes that hold anything of the first one. */
function contributing(genotype: Genotype): ReadonlySet<number> {
  const reached = new Set([0]);
  for (const [edge, { from, to }] of EDGES.entries())
    if (reached.has(from) && operationOn(genotype, edge) !== 'none') reached.add(to);
  return reached;
}

/** Puts the cell as a function before the main path. */
function withCell(genotype: Genotype, task: TaskShape, program: string): string {
  const rank = rankOf(task);
  const reached = contributing(genotype);
  const code: Readonly<Record<Exclude<Operation, 'none'>, (x: string) => string>> = {
    skip: (x) => x,
    'conv 3': (x) =>
      `tf.layers.conv${rank}d({ filters: width, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(${x})`,
    'pool 3': (x) =>
      `tf.layers.averagePooling${rank}d({ poolSize: 3, strides: 1, padding: 'same' }).apply(${x})`,
  };
  const nodes = Array.from({ length: NODES - 1 }, (_, before) => before + 1)
    .filter((node) => reached.has(node))
    .map((node) => {
      const terms = EDGES.flatMap(({ from, to }, edge) => {
        const operation = operationOn(genotype, edge);
        return to === node && operation !== 'none' && reached.has(from) ? [code[operation](`x${from}`)] : [];
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
