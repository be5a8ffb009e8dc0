/** Draws programs for a task from the grammar and from the known families, in the house style. */
import type { Architecture, TaskShape } from '../../../src/search/domain.ts';
import { GraphFault } from '../../../src/search/graph/fault.ts';
import { sampleProgram } from '../../../src/search/program/grammar/sample.ts';
import { ProgramWriter } from '../../../src/search/program/grammar/writer.ts';
import { WORKING_LIMITS } from '../../../src/search/program/limits.ts';
import { readProgram } from '../../../src/search/program/reading/read.ts';
import { parseProgram } from '../../../src/search/program/syntax/parse.ts';
import { printProgram } from '../../../src/search/program/syntax/print.ts';
import type { Rng } from '../../../src/search/random/rng.ts';
import { CONVOLUTIONAL, FLAT, IMAGES_ONLY, type FamilyWriter } from './families.ts';
import { LOOPED } from './looped.ts';

/** A program with what it describes. */
export interface Known {
  readonly source: string;
  readonly architecture: Architecture;
}

/** Longest text of a program in the corpus, in characters; a longer one is of no use to a small model. */
const LONGEST = 2600;

/** Chance that a program that writes out a shape is taken: a small model must reckon it, and is often wrong. */
const RECKONED = 0.3;

/** Draws after which something must have fitted; a single dense layer always does. */
const MOST_DRAWS = 200;

/** A valid program within the working limits. `from` says what it was drawn from, e.g. `resnet`. */
export function drawProgram(task: TaskShape, rng: Rng): Known & { readonly from: string } {
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const [from, text] = rng.pickWeighted(SOURCES)(task, rng);
    const known = text === undefined ? undefined : know(text, task);
    if (known && isTaken(known, task, rng)) return { ...known, from };
  }
  throw new RangeError(`nothing fits inputs of shape ${task.inputShape.join(' x ')}`);
}

/** A vector is made a sequence by a reshape to its own length, which is no reckoning. */
function isTaken({ source }: Known, { inputShape }: TaskShape, rng: Rng): boolean {
  const shapes = source.split('reshape(').length - 1;
  return shapes <= Number(inputShape.length === 1) || rng.chance(RECKONED);
}

/** Reads a program; undefined when it is not followed to its end, or too large or too long. */
export function know(text: string, task: TaskShape): Known | undefined {
  const parsed = parseProgram(text);
  if (!parsed.ok) throw new Error(`${parsed.error}\n${text}`);
  const source = printProgram(parsed.value);
  const { architecture } = readProgram(parsed.value, task);
  if (!architecture || source.length > LONGEST || hasDeadCode(source, architecture)) return undefined;
  const { params, flops } = architecture;
  return params <= WORKING_LIMITS.params && flops <= WORKING_LIMITS.flops
    ? { source, architecture }
    : undefined;
}

type Source = (task: TaskShape, rng: Rng) => readonly [from: string, text: string | undefined];

const SOURCES: readonly (readonly [Source, number])[] = [
  [(task, rng) => ['grammar', sampleProgram(task, rng)], 40],
  [fromFamily, 42],
  [
    (task, rng) => {
      const [name, write] = rng.pick(Object.entries(LOOPED));
      return [name, write(task, rng)];
    },
    18,
  ],
];

function fromFamily(task: TaskShape, rng: Rng): readonly [string, string | undefined] {
  const families = familiesFor(task);
  const [name, write] = rng.pick(families);
  try {
    const net = new ProgramWriter(task);
    write(net, rng);
    return [name, net.finish().text];
  } catch (error) {
    // Layers that do not fit each other, such as a window wider than what is left.
    if (error instanceof GraphFault) return [name, undefined];
    throw error;
  }
}

function familiesFor({ inputShape }: TaskShape): readonly (readonly [string, FamilyWriter])[] {
  const flat = Object.entries(FLAT);
  if (inputShape.length === 2) return [...Object.entries(CONVOLUTIONAL), ...flat];
  if (inputShape.length === 3) {
    return [...Object.entries(CONVOLUTIONAL), ...Object.entries(IMAGES_ONLY), ...flat];
  }
  return [...flat, ...Object.entries(CONVOLUTIONAL).map(onVector)];
}

/** A vector read as a sequence of one channel. */
const onVector = ([name, write]: readonly [string, FamilyWriter]): readonly [string, FamilyWriter] => [
  `${name} on a vector`,
  (net, rng) => {
    net.then('reshape', { targetShape: [net.shape[0] ?? 1, 1] });
    write(net, rng);
  },
];

/** Whether a program makes layers that its network does not use; where it has loops or functions, nobody knows. */
function hasDeadCode(source: string, { layers }: Architecture): boolean {
  if (/=>|\bfor\b/.test(source) || !source.includes('.apply(')) return false;
  const applied = source.split('.apply(').length - 1;
  return applied !== layers.length - 1;
}
