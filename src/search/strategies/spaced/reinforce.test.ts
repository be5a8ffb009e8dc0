import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../domain.ts';
import { Rng } from '../../random/rng.ts';
import { SPACES } from '../../spaces/index.ts';
import { sample } from '../../spaces/vary.ts';
import { aContext, never, scored, Teller } from '../../testing/strategyContract.ts';
import { Adam } from './adam.ts';
import { draw, gradient, type Logits, logProbability, zeros } from './policy.ts';
import { Reinforce } from './reinforce.ts';

const logitsOf = (rng: Rng, shape: Logits): Logits =>
  shape.map((slot) => slot.map(() => 4 * rng.float() - 2));

describe.each(Object.values(SPACES))('the policy over the $id space', (space) => {
  const rng = new Rng(`policy ${space.id}`);

  it('has the gradient that finite differences have', () => {
    const h = 1e-5;
    for (let turn = 0; turn < 5; turn++) {
      const logits = logitsOf(rng, zeros(space));
      const genotype = sample(space, rng);
      for (const [at, slot] of gradient(logits, genotype).entries())
        for (const [option, value] of slot.entries()) {
          const moved = (by: number) =>
            logProbability(
              logits.with(at, (logits[at] ?? []).with(option, (logits[at]?.[option] ?? 0) + by)),
              genotype,
            );
          expect(value).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 7);
        }
    }
  });

  it('is even at the beginning: a choice of n options costs log n', () => {
    const genotype = sample(space, rng);
    const expected = space.slots.reduce(
      (sum, { options }, at) => sum - (genotype[at] === -1 ? 0 : Math.log(options.length)),
      0,
    );
    expect(logProbability(zeros(space), genotype)).toBeCloseTo(expected, 12);
  });
});

it('draws options as often as their logits say', () => {
  const rng = new Rng(5);
  const logits = zeros(SPACES.chain).with(1, [Math.log(3), 0]);
  const relu = Array.from({ length: 4000 }, () => draw(SPACES.chain, logits, rng)[1]).filter(
    (each) => each === 0,
  );
  // Three quarters, within four standard errors of 0.7 %.
  expect(Math.abs(relu.length / 4000 - 0.75)).toBeLessThan(0.028);
});

describe('Adam', () => {
  it('steps by its rate at first, whatever the gradient', () => {
    const [up, down, none] = new Adam(0.1).step([5, -0.001, 0]);
    expect(up).toBeCloseTo(0.1, 6);
    expect(down).toBeCloseTo(-0.1, 4);
    expect(none).toBe(0);
  });

  it('steps the second time as worked by hand: gradients 1 and then -2', () => {
    const adam = new Adam(0.5);
    adam.step([1]);
    // m = 0.9 · 0.1 - 0.2 = -0.11, of 0.19; v = 0.999 · 0.001 + 0.004 = 0.004999, of 0.001999.
    const expected = (0.5 * (-0.11 / 0.19)) / Math.sqrt(0.004999 / 0.001999);
    expect(adam.step([-2])[0]).toBeCloseTo(expected, 7);
  });
});

describe('REINFORCE', () => {
  const spec = { id: 'reinforce', space: 'chain', momentum: 0.9 } as const;
  const isElu = ({ origin }: Proposal) =>
    origin.kind === 'chosen' && origin.choices.includes('activation elu');

  async function run(
    learningRate: number,
    accuracy: (proposal: Proposal) => number,
  ): Promise<readonly Proposal[]> {
    const strategy = new Reinforce({ ...spec, learningRate }, aContext(6));
    const teller = new Teller(strategy);
    const proposals: Proposal[] = [];
    for (let turn = 0; turn < 150; turn++) {
      const [proposal] = await strategy.ask(1, never);
      if (!proposal) throw new Error('nothing proposed');
      proposals.push(proposal);
      teller.tell(proposal, scored(accuracy(proposal)));
    }
    return proposals;
  }

  it('comes to make the choice that is rewarded', async () => {
    const proposals = await run(0.1, (proposal) => (isElu(proposal) ? 0.9 : 0.1));
    expect(proposals.slice(-50).filter(isElu).length).toBeGreaterThan(45);
  });

  it('learns nothing where all rewards are equal, since the baseline is then the reward', async () => {
    const sources = (proposals: readonly Proposal[]) => proposals.map(({ source }) => source);
    expect(sources(await run(0.1, () => 0.6))).toEqual(sources(await run(0.0001, () => 0.6)));
  });
});
