import { describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../workers/sandbox/compiler.ts';
import type { TaskShape } from '../domain.ts';
import { Rng } from '../random/rng.ts';
import { applies, contains } from './choose.ts';
import { encode, encodedLength, featuresOf, keyOf, labelsOf } from './encode.ts';
import { enumerate, sizeOf } from './enumerate.ts';
import { SPACES } from './index.ts';
import { ABSENT, type Genotype } from './space.ts';
import { crossover, mutate, neighbours, sample } from './vary.ts';

const compiler = new QuickJsCompiler();
const SEQUENCES: TaskShape = { inputShape: [40, 1], classes: 10 };
const IMAGES: TaskShape = { inputShape: [28, 28, 1], classes: 10 };

/** Slots at which two genotypes differ though both had a choice to make. */
const differences = (a: Genotype, b: Genotype) =>
  a.filter((choice, at) => choice !== b[at] && choice !== ABSENT && b[at] !== ABSENT).length;

for (const space of Object.values(SPACES))
  describe(`the ${space.id} space`, () => {
    const rng = new Rng(`space ${space.id}`);
    const samples = Array.from({ length: 40 }, () => sample(space, rng));

    it('samples networks for sequences and for images', async () => {
      for (const genotype of samples.slice(0, 12))
        for (const task of [SEQUENCES, IMAGES]) {
          const compiled = await compiler.compile(space.render(genotype, task), task);
          expect(compiled.ok ? 'a network' : compiled.error).toBe('a network');
        }
    });

    it('says which inputs it has no networks for', () => {
      const genotype = samples[0] ?? [];
      expect(() => space.render(genotype, { inputShape: [10], classes: 2 })).toThrow('sequences and images');
    });

    it('draws every option of every slot', () => {
      const drawn = Array.from({ length: 400 }, () => sample(space, rng));
      for (const [at, { options }] of space.slots.entries()) {
        const seen = new Set(drawn.map((genotype) => genotype[at]).filter((choice) => choice !== ABSENT));
        expect(seen.size).toBe(options.length);
      }
    });

    it('holds what it samples, mutates and crosses, and nothing with a choice too many, too few or unknown', () => {
      for (const [at, genotype] of samples.entries()) {
        const other = samples[(at + 1) % samples.length] ?? genotype;
        for (const each of [genotype, mutate(space, genotype, rng), crossover(space, genotype, other, rng)])
          expect(contains(space, each)).toBe(true);
        expect(contains(space, genotype.slice(1))).toBe(false);
        expect(contains(space, [...genotype, 0])).toBe(false);
        expect(contains(space, genotype.with(0, 99))).toBe(false);
      }
    });

    it('mutates one choice, and what hangs on it', () => {
      for (const genotype of samples) expect(differences(genotype, mutate(space, genotype, rng))).toBe(1);
    });

    it('crosses by taking every choice from a parent that had it to make', () => {
      for (const [at, a] of samples.entries()) {
        const b = samples[(at + 7) % samples.length] ?? a;
        for (const [slot, choice] of crossover(space, a, b, rng).entries()) {
          const made = [a[slot], b[slot]].filter((each) => each !== ABSENT);
          if (choice !== ABSENT && made.length > 0) expect(made).toContain(choice);
        }
      }
    });

    it('has neighbours that differ from it and each other, in one choice', () => {
      for (const genotype of samples.slice(0, 10)) {
        const around = neighbours(space, genotype);
        expect(new Set(around.map(keyOf)).size).toBe(around.length);
        for (const each of around) {
          expect(contains(space, each)).toBe(true);
          expect(differences(genotype, each)).toBe(1);
        }
      }
    });

    it('is a neighbour of its neighbours where no slot comes or goes', () => {
      for (const genotype of samples.slice(0, 5))
        for (const each of neighbours(space, genotype)) {
          const same = each.every((choice, at) => (choice === ABSENT) === (genotype[at] === ABSENT));
          if (same) expect(neighbours(space, each).map(keyOf)).toContain(keyOf(genotype));
        }
    });

    it('encodes different networks differently, one 1 for each choice that is made', () => {
      const all = new Map(samples.map((genotype) => [keyOf(genotype), encode(space, genotype)]));
      expect(new Set([...all.values()].map(String)).size).toBe(all.size);
      for (const genotype of samples) {
        const code = encode(space, genotype);
        expect(code).toHaveLength(encodedLength(space));
        expect(code.filter((each) => each === 1)).toHaveLength(
          genotype.filter((choice) => choice !== ABSENT).length,
        );
        expect(labelsOf(space, genotype)).toHaveLength(
          space.slots.filter((slot, at) => applies(slot, genotype.slice(0, at))).length,
        );
      }
    });
  });

describe('what a predictor reads', () => {
  it('is one-hot by slot where the space has nothing better', () => {
    for (const space of [SPACES.chain, SPACES.branched]) {
      const genotype = sample(space, new Rng(1));
      expect(featuresOf(space, genotype)).toEqual(encode(space, genotype));
    }
  });

  /** Edges 0-1, 0-2, 1-2, 0-3, 1-3, 2-3; operations none 0, skip 1, conv 2, pool 3. */
  const paths = (...cell: number[]) =>
    featuresOf(SPACES.cell, cell).flatMap((bit, place) => (bit === 1 ? [place] : []));

  it('of a cell is its paths, as worked by hand', () => {
    // Paths by their operations, skip 0, conv 1, pool 2: one operation at 0 to 2, two at 3 + 3a + b, three at
    // 12 + 9a + 3b + c.
    // 0-3 skip: (0). 0-1-3 conv, pool: (1, 2). 0-2-3 none. 0-1-2-3 conv, skip, conv: (1, 0, 1).
    expect(paths(2, 0, 1, 1, 3, 2)).toEqual([0, 3 + 3 + 2, 12 + 9 + 0 + 1]);
    expect(featuresOf(SPACES.cell, [2, 0, 1, 1, 3, 2])).toHaveLength(3 + 9 + 27);
    // All pools: one path of each length, the way 0-2-3 being the same as 0-1-3.
    expect(paths(3, 3, 3, 3, 3, 3)).toEqual([2, 11, 38]);
    // Only 0-3: what else there is leads nowhere.
    expect(paths(2, 0, 0, 2, 0, 3)).toEqual([1]);
  });

  it('of a cell is the same when two nodes change places', () => {
    // conv then pool over the first inner node, or over the second.
    expect(paths(2, 0, 0, 1, 3, 0)).toEqual(paths(0, 2, 0, 1, 0, 3));
  });

  it('of a cell is never empty, for something leads to the last node', () => {
    for (const cell of enumerate(SPACES.cell)) expect(paths(...cell).length).toBeGreaterThan(0);
  });
});

describe('counted by hand', () => {
  it('the chain space has 8 · (27 + 27² + 27³ + 27⁴) networks', () => {
    expect(sizeOf(SPACES.chain)).toBe(8 * (27 + 27 ** 2 + 27 ** 3 + 27 ** 4));
  });

  it('the branched space has 81 + 81² + 81³ networks: 3 widths, 3 branches, and one or 4 · 2 seconds', () => {
    expect(sizeOf(SPACES.branched)).toBe(81 + 81 ** 2 + 81 ** 3);
  });

  it('the cell space has 4,096 cells less the 169 in which nothing leads from the first node to the last', () => {
    // Edge 0-3 is none, and: nothing leaves 0 (4³ for the rest); only 0-1 does (3), 1-3 is none, and 1-2 or 2-3 is none
    // (16 - 9); only 0-2 does (3), 2-3 is none (4² for the rest); both do (9), 1-3 and 2-3 are none (4 for 1-2).
    expect(sizeOf(SPACES.cell)).toBe(4096 - (64 + 3 * 7 + 3 * 16 + 9 * 4));
  });

  it('enumerates every network once', () => {
    for (const space of [SPACES.cell, SPACES.branched]) {
      const keys = Array.from(enumerate(space), keyOf);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
