/** Breaks valid programs as small models do, for the prompts that ask to mend one. */
import type { FaultKind, TaskShape } from '../../../src/search/domain.ts';
import type { Compiler } from '../../../src/search/ports.ts';
import type { Rng } from '../../../src/search/random/rng.ts';

/** Replaces one match, at random, in a program's text; undefined where there is none. */
function replaceOne(
  source: string,
  pattern: RegExp,
  rng: Rng,
  by: (match: string) => string,
): string | undefined {
  const matches = [...source.matchAll(pattern)];
  if (matches.length === 0) return undefined;
  const { index, 0: match } = rng.pick(matches);
  return source.slice(0, index) + by(match) + source.slice(index + match.length);
}

type Break = (source: string, rng: Rng) => string | undefined;

const BREAKS: readonly Break[] = [
  // A layer is left out that the ones around need.
  (source, rng) => replaceOne(source, /\n[^\n]*(flatten|global\w+Pooling[12]d)[^\n]*;/g, rng, () => ''),
  // Widths that an addition cannot join.
  (source, rng) =>
    source.includes('.add()')
      ? replaceOne(source, /filters: \d+/g, rng, (match) => `filters: ${Number(match.slice(9)) + 3}`)
      : undefined,
  (source, rng) => replaceOne(source, /conv([12])d\(/g, rng, (match) => match.replace('d(', 'D(')),
  (source, rng) =>
    replaceOne(source, /(average|max)Pooling([12])d\(/gi, rng, (match) =>
      match.replace(/Pooling[12]d/, 'Pool'),
    ),
  (source, rng) => replaceOne(source, /padding: 'same'/g, rng, () => "padding: 'full'"),
  (source, rng) => replaceOne(source, /'(relu|gelu|swish|elu)'/g, rng, () => "'silu2'"),
  (source, rng) => replaceOne(source, /rate: 0\.\d+/g, rng, () => `rate: ${rng.pick(['1.5', '2', '50'])}`),
  (source, rng) =>
    replaceOne(source, /\.apply\((\w+)\)/g, rng, () => `.apply(${rng.pick(['y', 'h', 'out', 'skip9'])})`),
  (source) => source.replace("units: numClasses, activation: 'softmax'", 'units: numClasses'),
  (source, rng) => source.replace('units: numClasses', `units: ${rng.pick([1, 5, 12, 100])}`),
  (source, rng) => replaceOne(source, / \}\)/g, rng, () => ' )'),
  (source, rng) => replaceOne(source, /strides: \d/g, rng, () => 'strides: 0'),
  (source, rng) => {
    const lines = source.trimEnd().split('\n');
    return lines.slice(0, 3 + rng.int(Math.max(1, lines.length - 3))).join('\n');
  },
];

/** A program with a fault in it, and its kind; undefined when this draw broke nothing. */
export async function broken(
  source: string,
  task: TaskShape,
  compiler: Compiler,
  rng: Rng,
): Promise<{ readonly source: string; readonly fault: FaultKind } | undefined> {
  const faulty = rng.pick(BREAKS)(source, rng);
  if (faulty === undefined || faulty === source) return undefined;
  const compiled = await compiler.compile(faulty, task);
  return compiled.ok ? undefined : { source: faulty, fault: compiled.error.kind };
}
