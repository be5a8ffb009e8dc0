import { describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../workers/sandbox/compiler.ts';
import { CODE } from '../program/space.ts';
import { Rng } from '../random/rng.ts';
import { searchSpaceContract } from '../testing/searchSpaceContract.ts';
import { SPACES } from './index.ts';
import { overChoices } from './searchSpace.ts';

const runner = { it, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };
const compiler = new QuickJsCompiler();
const task = { inputShape: [40, 1], classes: 10 };

describe('the code space', () => {
  searchSpaceContract(runner, CODE, compiler);

  it('has neither neighbours nor crossings, and no end', () => {
    expect([CODE.neighbours, CODE.crossover, CODE.size()]).toEqual([undefined, undefined, Infinity]);
  });

  it('makes as many edits as it is asked for', () => {
    const rng = new Rng(1);
    expect(CODE.mutate(CODE.sample(task, rng), task, rng, 3)?.words).toHaveLength(3);
  });

  it('has no code for a program that cannot be followed, and nothing to change in one that does not parse', () => {
    expect(CODE.encode('export default (', task)).toBeUndefined();
    expect(CODE.mutate('export default (', task, new Rng(1))).toBeUndefined();
  });
});

// The chain space is counted by walking millions of networks, which its own test does.
describe.each([SPACES.branched, SPACES.cell])('the $id space', (space) => {
  searchSpaceContract(runner, overChoices(space), compiler);
});

describe('a mutation of choices', () => {
  it('is said as what was and what is', () => {
    const { cell } = SPACES;
    const child = overChoices(cell).mutate([2, 2, 2, 2, 2, 2], task, new Rng(5));
    const at = child?.network.findIndex((choice) => choice !== 2) ?? -1;
    const slot = cell.slots[at];
    expect(child?.words).toEqual([`${slot?.name} conv 3 -> ${slot?.options[child?.network[at] ?? -1]}`]);
  });

  it('names choices that are only made now', () => {
    const { branched } = SPACES;
    const rng = new Rng(6);
    const one = [0, 0, 0, 0, -1, ...Array<number>(8).fill(-1)];
    const deeper = Array.from({ length: 40 }, () => overChoices(branched).mutate(one, task, rng)).find(
      (child) => child?.network[0] === 1,
    );
    expect(deeper?.words[0]).toBe('stages 1 -> 2');
    expect(deeper?.words.slice(1).every((words) => words.toString().startsWith('stage 2: '))).toBe(true);
    expect(deeper?.words.length).toBeGreaterThanOrEqual(4);
  });
});
