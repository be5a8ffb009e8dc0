import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../domain.ts';
import { genotypeOf, keyOf, labelsOf } from '../../spaces/encode.ts';
import { SPACES } from '../../spaces/index.ts';
import type { Genotype } from '../../spaces/space.ts';
import { aContext, drive, never, scored, Teller } from '../../testing/strategyContract.ts';
import { SpacedRandomSearch } from './sampled.ts';
import { type Choice, rewardOf, SpacedStrategy, type Told } from './spaced.ts';

/** Proposes what it is given and keeps what it is told. */
class Scripted extends SpacedStrategy {
  readonly told: Told[] = [];
  readonly forgone: Genotype[] = [];
  readonly #script: Genotype[];

  constructor(script: readonly Genotype[]) {
    super('cell', aContext(1));
    this.#script = [...script];
  }

  protected propose(): Choice | undefined {
    const genotype = this.#script.shift();
    return genotype && { genotype, parents: [] };
  }

  protected learn(told: Told): void {
    this.told.push(told);
  }

  protected forgo(genotype: Genotype): void {
    this.forgone.push(genotype);
  }

  get open(): number {
    return this.openCount;
  }
}

const SKIP = [0, 0, 0, 1, 0, 0];
const CONVOLUTION = [0, 0, 0, 2, 0, 0];
/** The same network as the one before: nothing reaches the edge that differs. */
const CONVOLUTION_TOO = [0, 0, 2, 2, 0, 0];

const asked = async (strategy: Scripted, count: number): Promise<readonly Proposal[]> =>
  strategy.ask(count, never);

describe('a strategy over a space of choices', () => {
  it('traces an outcome to the choices, whatever else came first', async () => {
    const strategy = new Scripted([SKIP, CONVOLUTION]);
    const [skip, convolution] = await asked(strategy, 2);
    const teller = new Teller(strategy);
    teller.tell(convolution as Proposal, scored(0.7, 500));
    teller.tell(skip as Proposal, { kind: 'failed', reason: 'diverged', message: 'NaN' });
    expect(strategy.told).toMatchObject([
      { id: 1, genotype: CONVOLUTION, score: { valAccuracy: 0.7, params: 500 }, isOwn: true },
      { id: 2, genotype: SKIP, isOwn: true },
    ]);
    expect(strategy.told[1]?.score).toBeUndefined();
    expect(strategy.open).toBe(0);
  });

  it('says in its origin what was chosen', async () => {
    const [proposal] = await asked(new Scripted([SKIP]), 1);
    expect(proposal?.origin).toEqual({
      kind: 'chosen',
      parents: [],
      space: 'cell',
      choices: [
        'edge 0 to 1 none',
        'edge 0 to 2 none',
        'edge 1 to 2 none',
        'edge 0 to 3 skip',
        'edge 1 to 3 none',
        'edge 2 to 3 none',
      ],
    });
  });

  it('learns from what another has proposed in the same space, and not from another space', async () => {
    const [foreign] = await asked(new Scripted([SKIP]), 1);
    const strategy = new Scripted([]);
    const teller = new Teller(strategy);
    teller.tell(foreign as Proposal, scored(0.6));
    const [elsewhere] = await new SpacedRandomSearch('chain', aContext(1)).ask(1, never);
    teller.tell(elsewhere as Proposal, scored(0.8));
    teller.tell({ source: 'by hand', origin: { kind: 'edited', parents: [] } }, scored(0.9));
    expect(strategy.told).toMatchObject([{ genotype: SKIP, isOwn: false }]);
    expect(strategy.told).toHaveLength(1);
  });

  it('takes a program of a person for the network that it is, and still waits for its own', async () => {
    const strategy = new Scripted([SKIP]);
    const [skip] = await asked(strategy, 1);
    new Teller(strategy).tell(
      { source: skip?.source ?? '', origin: { kind: 'edited', parents: [] } },
      scored(0.9),
    );
    expect(strategy.told).toMatchObject([{ genotype: SKIP, isOwn: false }]);
    expect(strategy.open).toBe(1);
  });

  it('gives a duplicate the score of the network it is the same as, be that in the space or not', async () => {
    const strategy = new Scripted([SKIP]);
    const [skip] = await asked(strategy, 1);
    const teller = new Teller(strategy);
    teller.tell({ source: 'by hand', origin: { kind: 'edited', parents: [] } }, scored(0.9));
    teller.tell(skip as Proposal, { kind: 'duplicate', of: 1 });
    expect(strategy.told).toMatchObject([{ genotype: SKIP, score: { valAccuracy: 0.9 } }]);
  });

  it('may choose again what was dropped', async () => {
    const strategy = new Scripted([SKIP]);
    const [skip] = await asked(strategy, 1);
    strategy.dropped(skip as Proposal);
    expect(strategy.forgone).toEqual([SKIP]);
    expect(strategy.open).toBe(0);
  });

  it('knows two genotypes of one text for the same', async () => {
    const strategy = new Scripted([CONVOLUTION, CONVOLUTION_TOO]);
    const [one, other] = await asked(strategy, 2);
    expect(one?.source).toBe(other?.source);
    expect(strategy.open).toBe(1);
  });

  it('rewards accuracy, punishes what cannot be trained, and passes over what was not tried', () => {
    const reward = (outcome: Told['outcome']) => rewardOf({ outcome });
    expect(rewardOf({ outcome: scored(0.4), score: { valAccuracy: 0.4, params: 1 } })).toBe(0.4);
    expect(reward({ kind: 'failed', reason: 'diverged', message: '' })).toBe(0);
    expect(reward({ kind: 'rejected', fault: { kind: 'shape', message: '' } })).toBe(0);
    expect(reward({ kind: 'cancelled' })).toBeUndefined();
    expect(reward({ kind: 'duplicate', of: 1 })).toBeUndefined();
  });
});

describe('random search over a space', () => {
  it('draws the whole cell space but for what one text says twice, and nothing twice before', async () => {
    const proposals = await drive(new SpacedRandomSearch('cell', aContext(1)), 300, () => scored(0.5));
    expect(new Set(proposals.map(({ source }) => source)).size).toBe(300);
  });
});

describe('labels', () => {
  it.each(Object.values(SPACES))('of the $id space lead back to the genotype', async (space) => {
    const proposals = await new SpacedRandomSearch(space.id, aContext(2)).ask(30, never);
    for (const { origin } of proposals) {
      const choices = origin.kind === 'chosen' ? origin.choices : [];
      const genotype = genotypeOf(space, choices);
      expect(genotype && labelsOf(space, genotype)).toEqual(choices);
      expect(genotypeOf(space, choices.slice(1))).toBeUndefined();
    }
    const keys = proposals.map(({ origin }) =>
      keyOf((origin.kind === 'chosen' && genotypeOf(space, origin.choices)) || []),
    );
    expect(new Set(keys).size).toBe(30);
  });
});
