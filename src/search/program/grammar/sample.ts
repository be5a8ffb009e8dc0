import type { TaskShape } from '../../domain.ts';
import { GraphFault } from '../../graph/fault.ts';
import type { Rng } from '../../random/rng.ts';
import { WORKING_LIMITS } from '../limits.ts';
import { parseProgram } from '../syntax/parse.ts';
import { printProgram } from '../syntax/print.ts';
import { FAMILIES } from './families.ts';
import { type Family, GRAMMAR } from './distribution.ts';
import { ProgramWriter } from './writer.ts';

/** Draws after which even a wide task must have met a network that fits; one dense layer is always among them. */
const MOST_DRAWS = 1000;

/**
 * A random program for the task, in the house style, drawn from `GRAMMAR` given that it fits `WORKING_LIMITS`.
 * @throws RangeError when the task is so large that nothing fits
 */
export function sampleProgram(task: TaskShape, rng: Rng): string {
  const [low, high] = GRAMMAR.flopsCeiling;
  let ceiling = low * (high / low) ** rng.float();
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const written = attempt(task, rng);
    const { flops, params } = written?.architecture ?? { flops: Infinity, params: Infinity };
    if (written && flops <= ceiling && params <= WORKING_LIMITS.params) return inHouseStyle(written.text);
    ceiling = Math.min(WORKING_LIMITS.flops, ceiling * GRAMMAR.relax);
  }
  throw new RangeError(`no network for inputs of shape ${task.inputShape.join(' x ')} fits the limits`);
}

/** Nothing when the layers drawn do not fit each other, such as a window that is wider than what is left. */
function attempt(task: TaskShape, rng: Rng): ReturnType<ProgramWriter['finish']> | undefined {
  try {
    const net = new ProgramWriter(task);
    FAMILIES[familyFor(task, rng)](net, rng);
    return net.finish();
  } catch (error) {
    if (error instanceof GraphFault) return undefined;
    throw error;
  }
}

function inHouseStyle(text: string): string {
  const parsed = parseProgram(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return printProgram(parsed.value);
}

/** Convolutions slide along sequences and images; any other input is taken as a plain vector. */
function familyFor({ inputShape }: TaskShape, rng: Rng): Family {
  const drawn = rng.pickWeighted(GRAMMAR.family);
  return inputShape.length === 2 || inputShape.length === 3 ? drawn : 'dense';
}
