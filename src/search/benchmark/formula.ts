import type { Topology, TopologyLayer } from '../domain.ts';
import { type Term, canonicalFormula } from '../spaces/canonicalCell.ts';
import { BENCHMARK, EDGES, type Operation, WIDTHS } from '../spaces/cell.ts';
import { parseProgram } from '../program/syntax/parse.ts';
import { readProgram } from '../program/reading/read.ts';
import { BENCHMARK_TASK } from './task.ts';

/**
 * The formula of the cell that a network of the benchmark's space is made of, read from its graph, so that a network is
 * found whoever wrote its program.
 *
 * @returns undefined for a network that is not of the space: of other layers, settings or wiring
 */
export function formulaOf(topology: Topology): string | undefined {
  const graph = new Graph(topology);
  const dense = graph.output;
  const average = graph.only(dense, 'GlobalAveragePooling1D');
  if (!dense || !average || !isOfSpace(dense) || !isOfSpace(average)) return undefined;
  let end = graph.inputsOf(average)[0];
  const formulas: (string | undefined)[] = [];
  for (const width of WIDTHS.toReversed()) {
    const cell: Cell = { width, stems: new Set() };
    const terms = end && graph.terms(end, cell);
    const [stem, ...others] = cell.stems;
    if (!terms || !stem || others.length > 0) return undefined;
    formulas.push(canonicalFormula(terms));
    end = graph.inputsOf(stem)[0];
  }
  const [formula] = formulas;
  return end?.class_name === 'InputLayer' && formulas.every((each) => each === formula) ? formula : undefined;
}

interface Cell {
  readonly width: number;
  /** Convolutions that were met where the cell begins. */
  readonly stems: Set<TopologyLayer>;
}

class Graph {
  readonly output: TopologyLayer | undefined;
  readonly #layers: ReadonlyMap<string, TopologyLayer>;
  readonly #terms = new Map<TopologyLayer, readonly Term[] | undefined>();

  constructor({ config }: Topology) {
    this.#layers = new Map(config.layers.map((layer) => [layer.name, layer]));
    this.output = this.#layers.get(config.output_layers[0]?.[0] ?? '');
  }

  /** Of a layer that is called once; none of others. */
  inputsOf({ inbound_nodes: calls }: TopologyLayer): readonly (TopologyLayer | undefined)[] {
    return calls.length === 1 ? (calls[0] ?? []).map(([name]) => this.#layers.get(name)) : [];
  }

  /** The one input of a layer, if it is of that class. */
  only(layer: TopologyLayer | undefined, className: string): TopologyLayer | undefined {
    const inputs = layer ? this.inputsOf(layer) : [];
    return inputs.length === 1 && inputs[0]?.class_name === className ? inputs[0] : undefined;
  }

  /** What a layer gives as a sum; equal layers give equal terms. */
  terms(layer: TopologyLayer, cell: Cell): readonly Term[] | undefined {
    if (!this.#terms.has(layer)) this.#terms.set(layer, this.#read(layer, cell));
    return this.#terms.get(layer);
  }

  #read(layer: TopologyLayer, cell: Cell): readonly Term[] | undefined {
    if (isConvolution(layer, cell.width, 5, 2)) {
      cell.stems.add(layer);
      return ['x'];
    }
    const inputs = this.inputsOf(layer).map((input) => input && this.terms(input, cell));
    const sums = inputs.flatMap((input) => (input ? [input] : []));
    if (sums.length === 0 || sums.length < inputs.length) return undefined;
    const of = sums.flat();
    if (layer.class_name === 'Add') return of;
    const kernel = [1, 3].find((size) => isConvolution(layer, cell.width, size, 1));
    return kernel === undefined || sums.length > 1 ? undefined : [{ kind: 'conv', kernel, of }];
  }
}

/** Layers with the settings that those of the space have; an activation, an initialiser or a regulariser more is none. */
const isConvolution = (layer: TopologyLayer, filters: number, kernel: number, strides: number): boolean =>
  isOfSpace(layer) &&
  layer.class_name === 'Conv1D' &&
  layer.config.filters === filters &&
  String(layer.config.kernel_size) === String(kernel) &&
  String(layer.config.strides) === String(strides);

const isOfSpace = (layer: TopologyLayer): boolean => everySetting().has(settingsOf(layer));

/** Of a network of the space in which there is one layer of each kind. */
function everySetting(): ReadonlySet<string> {
  known ??= new Set(readEverySetting());
  return known;
}
let known: ReadonlySet<string> | undefined;

function readEverySetting(): readonly string[] {
  const operations: Readonly<Record<string, Operation>> = {
    '01': 'conv 1',
    '12': 'conv 3',
    '23': 'skip',
    '03': 'skip',
  };
  const genotype = EDGES.map(({ from, to }) =>
    BENCHMARK.operations.indexOf(operations[`${from}${to}`] ?? 'none'),
  );
  const parsed = parseProgram(BENCHMARK.render(genotype, BENCHMARK_TASK));
  const { architecture } = parsed.ok ? readProgram(parsed.value, BENCHMARK_TASK) : {};
  if (!architecture) throw new Error('the program of a cell cannot be read');
  return architecture.topology.config.layers.map(settingsOf);
}

const settingsOf = ({ class_name, config }: TopologyLayer): string =>
  JSON.stringify([class_name, { ...config, name: '' }]);
