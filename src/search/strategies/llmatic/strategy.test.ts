import { describe, expect, it } from 'vitest';
import type { Point } from '../../archive/cvt.ts';
import type { Outcome, Proposal } from '../../domain.ts';
import { MUTATIONS, PROMPT_KINDS } from '../../prompts/llmaticPrompt.ts';
import { Rng } from '../../random/rng.ts';
import { type LlmaticSpec, parseSpec } from '../../spec/spec.ts';
import { anArchitecture } from '../../testing/architectures.ts';
import { aContext, never, scored, scriptedProposer } from '../../testing/strategyContract.ts';
import { applyNote } from '../notes.ts';
import { Llmatic } from './strategy.ts';

function specOf(change: object = {}): LlmaticSpec {
  const spec = parseSpec({
    strategy: { id: 'llmatic', niches: 4, batch: 2, warmNetworks: 2, warmPrompts: 2, ...change },
  });
  if (!spec.ok || spec.value.strategy.id !== 'llmatic') throw new Error('no such strategy');
  return spec.value.strategy;
}

const program = (n: number) =>
  `export default function build(tf, inputShape, numClasses) { return tf.sequential(); /* ${n} */ }`;
const REPLIES = Array.from({ length: 80 }, (_, i) => `\`\`\`js\n${program(i + 1)}\n\`\`\``);

/**
 * Both archives in four quarters: 0 and 1 below, 2 and 3 above. Of prompts the lower half is below a temperature of
 * 0.55, and the left half holds the first nine kinds.
 */
const quarters = (): readonly Point[] => [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
];

/** The same with the upper two in the other order, for any other number. */
const layOut = (niches: number): readonly Point[] => {
  const [a, b, c, d] = quarters() as [Point, Point, Point, Point];
  return niches === 4 ? [a, b, c, d] : [a, b, d, c];
};

/** A network in the middle of a quarter of the network archive; its loss is 1 less its accuracy. */
interface Trained {
  readonly accuracy: number;
  readonly quarter: 0 | 1 | 2 | 3;
}

const network = (accuracy: number, quarter: Trained['quarter']): Trained => ({ accuracy, quarter });
const INVALID: Outcome = { kind: 'rejected', fault: { kind: 'syntax', message: 'It has no end.' } };

const measured = (quarter: Trained['quarter']) => {
  const [x, y] = quarters()[quarter] as Point;
  return { flops: 1e3 * 1e5 ** x, widthToDepth: 100 ** y };
};

function setUp(change: object = {}, { seed = 2, hasModel = true } = {}) {
  const proposer = scriptedProposer(REPLIES);
  const context = aContext(seed, ...(hasModel ? [proposer] : []));
  const strategy = new Llmatic(specOf(change), context, layOut);
  let id = 0;
  const tell = (proposal: Proposal, result: Trained | Outcome): void => {
    const isTrained = 'quarter' in result;
    const outcome = isTrained ? scored(result.accuracy) : result;
    const candidate = { ...proposal, id: ++id, arm: 'search' } as const;
    const architecture = anArchitecture(proposal.source, isTrained ? measured(result.quarter) : {});
    strategy.tell({ candidate, outcome, ...(outcome.kind !== 'rejected' && { architecture }) });
  };
  const ask = async (): Promise<Proposal> => {
    const [proposal] = await strategy.ask(1, never);
    if (!proposal) throw new Error('nothing was proposed');
    return proposal;
  };
  /** Asks for and tells of one after the other. */
  const run = async (...results: readonly (Trained | Outcome)[]): Promise<Proposal[]> => {
    const proposals: Proposal[] = [];
    for (const result of results) {
      const proposal = await ask();
      proposals.push(proposal);
      tell(proposal, result);
    }
    return proposals;
  };
  const view = () => {
    const shown = context.notes.reduce(applyNote, {}).llmatic;
    if (!shown) throw new Error('nothing was recorded');
    return shown;
  };
  /** What stands in a niche of the prompt archive. */
  const prompt = (niche: number) => {
    const found = view().prompts.get(niche);
    return found && { ...found.elite, curiosity: found.curiosity };
  };
  return { strategy, proposer, context, ask, tell, run, view, prompt };
}

/** Kind of prompt and fraction for the drift that a generation's child draws, from the same streams by hand. */
function drawn(generation: number, child: number, seed = 2) {
  const rng = new Rng(seed).fork('generation').fork(generation).fork(child);
  return { kind: rng.pick(PROMPT_KINDS), fraction: rng.float() };
}

const written = ({ origin }: Proposal) => {
  if (origin.kind !== 'written') throw new Error(`it was ${origin.kind}`);
  return origin;
};

/** The drift of a generation's child that is not the first: U(-0.1, 0.1). */
const drift = (generation: number, child: number): number => 0.2 * drawn(generation, child).fraction - 0.1;

/** The initial network, and two children that end a warm-up of two networks and two prompts. */
const WARM_UP = [network(0.2, 0), network(0.5, 2), network(0.4, 2)];

describe('LLMatic', () => {
  it('begins with one convolution, and waits to hear what became of it', async () => {
    const { strategy, ask, tell } = setUp();
    const initial = await ask();
    expect(initial.origin).toEqual({ kind: 'seed', name: 'one convolution' });
    expect(initial.source).toContain("conv1d({ filters: 1, kernelSize: 1, activation: 'relu' })");
    expect(await strategy.ask(1, never)).toEqual([]);
    tell(initial, network(0.2, 0));
    expect(await strategy.ask(1, never)).toHaveLength(1);
  });

  it('warms up with children of the initial network, of random kinds at the temperature to start with', async () => {
    const { run, view, proposer } = setUp({ warmPrompts: 100, batch: 3 });
    const [, ...children] = await run(...WARM_UP, network(0.3, 2));
    expect(children.map((child) => written(child))).toMatchObject(
      [0, 1, 2].map((child) => ({ instruction: drawn(0, child).kind, temperature: 0.7, parents: [1] })),
    );
    expect(children.every(({ inherits }) => inherits === 1)).toBe(true);
    expect(proposer.prompts[0]).toContain(`${MUTATIONS[drawn(0, 0).kind]} Write the whole program.`);
    expect(proposer.prompts[0]).toContain('filters: 1, kernelSize: 1');
    expect(view().generations).toMatchObject([{ phase: 'warm-up', parents: [1], children: [2, 3, 4] }]);
  });

  it('puts each network in the niche of the nearest centroid, and keeps the lowest loss there', async () => {
    const { run, view } = setUp();
    await run(...WARM_UP);
    expect([...view().networks].map(([niche, { id, loss }]) => [niche, id, loss])).toEqual([
      [0, 1, 0.8],
      [2, 2, 0.5],
    ]);
    expect(view().nicheOf.get(3)).toBe(2);
  });

  it('rewards the prompt of a child that is added, and warms it when the child is the best so far', async () => {
    const { run, prompt } = setUp();
    // Kinds 4 and 12 of the seventeen: one in the left half, one in the right.
    expect([drawn(0, 0).kind, drawn(0, 1).kind]).toEqual(['grow', 'add-recurrent']);
    await run(...WARM_UP);
    expect(prompt(2)).toEqual({ kind: 'grow', temperature: 0.75, fitness: 1, curiosity: 1 });
    const other = prompt(3);
    expect(other).toMatchObject({ kind: 'add-recurrent', fitness: 0, curiosity: -0.5 });
    expect(other?.temperature).toBeCloseTo(0.65, 12);
  });

  it('breeds the network and the prompt of one rank, and lets temperatures drift but for the first', async () => {
    const { run, view, prompt } = setUp({ mutation: 1 });
    const proposals = await run(...WARM_UP, network(0.6, 1), {
      kind: 'failed',
      reason: 'diverged',
      message: '',
    });
    const [first, second] = proposals.slice(3) as [Proposal, Proposal];
    // Of rank 0: the best of networks 2 and 1, the more curious of niches 2 and 3.
    expect(view().generations[1]).toMatchObject({ phase: 'mutation', parents: [2], promptNiche: 2 });
    expect(written(first)).toMatchObject({ instruction: 'grow', parents: [2], temperature: 0.75 });
    expect(written(second)).toMatchObject({ instruction: 'grow', parents: [2] });
    expect(written(second).temperature).toBeCloseTo(0.75 + drift(1, 1), 12);
    expect([first.inherits, second.inherits]).toEqual([2, 2]);
    // +1 for the warm-up's, +1 for the first, -1 for the one that could not be trained.
    expect(prompt(2)?.curiosity).toBe(1);
    // The second one's entry is worth less than the one that stands there.
    expect(prompt(2)).toMatchObject({ fitness: 1 });
    expect(prompt(2)?.temperature).toBeCloseTo(0.8, 12);
  });

  it('takes both of the second rank when that is drawn', async () => {
    const { run, ask, view } = setUp({ mutation: 1 }, { seed: 8 });
    await run(...WARM_UP);
    const child = await ask();
    expect(view().generations[1]).toMatchObject({ parents: [1], promptNiche: 3 });
    expect(written(child)).toMatchObject({ instruction: drawn(0, 1, 8).kind, parents: [1] });
    expect(written(child).temperature).toBeCloseTo(0.65, 12);
  });

  it('crosses the best network with another, at the temperature of the most curious prompt', async () => {
    const { strategy, run, view, prompt, proposer } = setUp({ mutation: 1 });
    await run(...WARM_UP, network(0.6, 1), { kind: 'failed', reason: 'diverged', message: '' });
    strategy.adjust(specOf({ mutation: 0 }));
    // Losses: 0.4 of network 4, 0.5 of 2, 0.8 of 1.
    const rng = new Rng(2).fork('generation').fork(2);
    rng.float();
    const partner = rng.pick([2, 1]);
    const [first] = await run(network(0.3, 3));
    expect(view().generations[2]).toMatchObject({
      phase: 'crossover',
      parents: [4, partner],
      promptNiche: 2,
    });
    expect(written(first as Proposal)).toMatchObject({ instruction: 'combine', parents: [4, partner] });
    expect(written(first as Proposal).temperature).toBeCloseTo(0.8, 12);
    expect(first?.inherits).toBe(4);
    expect(proposer.prompts.at(-1)).toContain('Combine these two networks into a third one');
    // It was added, but no kind of prompt made it; not being the best it cools the temperature that it took.
    expect(prompt(2)).toMatchObject({ curiosity: 1, fitness: 1 });
    expect(prompt(2)?.temperature).toBeCloseTo(0.75, 12);
    const [second] = await run(network(0.7, 3));
    expect(written(second as Proposal).temperature).toBeCloseTo(0.8 + drift(2, 1), 12);
    expect(prompt(2)?.temperature).toBeCloseTo(0.8, 12);
    expect([...view().networks].map(([niche, { id }]) => [niche, id])).toEqual([
      [0, 1],
      [2, 2],
      [1, 4],
      [3, 7],
    ]);
    expect(view().generations[2]).toMatchObject({ coverage: 1, bestLoss: 1 - 0.7 });
    expect(view().generations[2]?.qdScore).toBeCloseTo(0.2 + 0.5 + 0.6 + 0.7, 12);
  });

  it.each([
    ['a duplicate', { kind: 'duplicate', of: 1 }, -0.5],
    ['one that was screened', { kind: 'screened', stage: 'short', message: '' }, -0.5],
    ['an invalid one', INVALID, -1],
    ['a failed one', { kind: 'failed', reason: 'error', message: '' }, -1],
  ] as const)('takes curiosity from the prompt of %s', async (_, outcome, curiosity) => {
    const { run, prompt } = setUp();
    await run(network(0.2, 0), outcome);
    expect(prompt(2)?.curiosity).toBe(curiosity);
    expect(prompt(2)?.temperature).toBeCloseTo(0.65, 12);
  });

  it('lets a cancelled child say nothing', async () => {
    const { run, view } = setUp();
    await run(network(0.2, 0), { kind: 'cancelled' });
    expect(view().prompts.size).toBe(0);
  });

  it('keeps temperatures between 0.1 and 1', async () => {
    const { run, prompt } = setUp({ temperature: 0.1 });
    await run(network(0.2, 0), network(0.1, 0));
    expect(prompt(0)?.temperature).toBe(0.1);
    const hot = setUp({ temperature: 1, mutation: 1 });
    const proposals = await hot.run(...WARM_UP, network(0.6, 1), network(0.7, 1));
    expect(hot.prompt(2)?.temperature).toBe(1);
    for (const { temperature } of proposals.slice(3).map(written)) expect(temperature).toBeLessThanOrEqual(1);
  });

  it('waits at the end of a generation for all of it, in whatever order it comes', async () => {
    const { strategy, run, ask, tell, view } = setUp({ batch: 3 });
    await run(network(0.2, 0));
    const children = [await ask(), await ask(), await ask()] as const;
    expect(await strategy.ask(1, never)).toEqual([]);
    // Numbers are given in the order of telling: 2 is the third child.
    tell(children[2], network(0.5, 1));
    tell(children[0], network(0.6, 1));
    expect(await strategy.ask(1, never)).toEqual([]);
    expect(view().generations).toHaveLength(1);
    tell(children[1], network(0.55, 1));
    await ask();
    expect(view().generations).toHaveLength(2);
    // Each prompt has the credit for its own child: the last one was not added.
    const curiosity = [...view().prompts.values()].reduce((sum, each) => sum + each.curiosity, 0);
    expect(curiosity).toBe(1 + 1 - 0.5);
  });

  it('asks again for what was not tried after all', async () => {
    const { strategy, ask, tell } = setUp();
    const initial = await ask();
    strategy.dropped(initial);
    const again = await ask();
    expect(again).toEqual(initial);
    tell(again, network(0.2, 0));
    const first = await ask();
    const second = await ask();
    strategy.dropped(second);
    const third = await ask();
    expect(written(third).instruction).toBe(written(second).instruction);
    tell(first, network(0.5, 1));
    expect(await strategy.ask(1, never)).toEqual([]);
    tell(third, network(0.5, 1));
    expect(await strategy.ask(1, never)).toHaveLength(1);
  });
});

describe('an invalid reply', () => {
  it('is mended by the next child of its prompt’s niche, once', async () => {
    const { run, proposer, prompt } = setUp({ mutation: 1, batch: 2 });
    // Rank 0 of both: network 2 and niche 2.
    await run(...WARM_UP, INVALID);
    const [fix] = await run(INVALID);
    expect(written(fix as Proposal)).toMatchObject({ instruction: 'fix', parents: [4] });
    expect(proposer.prompts.at(-1)).toContain(`${program(3)}\n\`\`\``);
    expect(proposer.prompts.at(-1)).toContain('This program is invalid: It has no end. Mend it.');
    // It begins with the weights of the network that the invalid one came of.
    expect(fix?.inherits).toBe(2);
    // +1 of the warm-up, then -1 twice: the mending is its prompt's, too.
    expect(prompt(2)?.curiosity).toBe(-1);
    const [next] = await run(network(0.4, 1));
    expect(written(next as Proposal).instruction).not.toBe('fix');
  });

  it('is mended by a later generation, too, with the weights of its own parent', async () => {
    // With this seed both generations are of rank 0.
    const { run, view } = setUp({ mutation: 1 }, { seed: 14 });
    const [fix] = (await run(...WARM_UP, network(0.6, 1), INVALID, network(0.5, 3))).slice(5);
    expect(view().generations.slice(1)).toMatchObject([
      { parents: [2], promptNiche: 3 },
      { parents: [4], promptNiche: 3 },
    ]);
    expect(written(fix as Proposal)).toMatchObject({ instruction: 'fix', parents: [5] });
    expect(fix?.inherits).toBe(2);
  });

  it('without a program is not mended', async () => {
    const context = setUp({ mutation: 1 });
    await context.run(...WARM_UP);
    const child = await context.ask();
    context.tell({ ...child, source: '' }, INVALID);
    expect(written(await context.ask()).instruction).toBe('grow');
  });

  it('is left for the next prompt of its own niche', async () => {
    const { run, proposer } = setUp({ warmNetworks: 3 }, { seed: 22 });
    const kinds = [drawn(0, 1, 22), drawn(1, 0, 22), drawn(1, 1, 22)].map(({ kind }) => kind);
    // The first of these in the right half of the prompt archive is invalid, the next one in the right half the third.
    expect(kinds).toEqual(['add-normalization', 'add-convolution', 'deepen']);
    const proposals = await run(network(0.2, 0), network(0.5, 2), INVALID, network(0.5, 1), network(0.5, 3));
    expect(proposals.slice(3).map((each) => written(each).instruction)).toEqual(['add-convolution', 'fix']);
    expect(proposer.prompts.at(-1)).toContain(program(2));
  });
});

describe('the warm-up', () => {
  it('ends when the networks and the prompts that are wanted are there', async () => {
    const { run, view } = setUp({ mutation: 1, warmNetworks: 3 });
    await run(...WARM_UP, network(0.3, 1), network(0.3, 1), network(0.3, 1));
    expect(view().generations.map(({ phase }) => phase)).toEqual(['warm-up', 'warm-up', 'mutation']);
  });

  it('ends after three children for each that is wanted, and says so', async () => {
    const { run, view, context } = setUp({ mutation: 1 });
    // Two networks and two prompts: twelve children, six generations.
    await run(network(0.2, 0), ...Array.from({ length: 13 }, () => INVALID));
    expect(view().generations.map(({ phase }) => phase)).toEqual([
      ...Array.from({ length: 6 }, () => 'warm-up'),
      'mutation',
    ]);
    expect(context.notices).toHaveLength(1);
    expect(context.notices[0]?.message).toEqual({
      kind: 'warm-up-unfilled',
      children: 12,
      networks: 1,
      networksWanted: 2,
      prompts: 2,
      promptsWanted: 2,
    });
  });

  it('wants no more than can be: networks of all niches, prompts of those at its temperature', async () => {
    const { run, view } = setUp({ mutation: 1, warmNetworks: 100, warmPrompts: 100 });
    // Two of the four niches for prompts lie at 0.7.
    await run(network(0.2, 0), network(0.2, 1), network(0.2, 2), network(0.2, 3), network(0.3, 3));
    await run(network(0.3, 3));
    expect(view().generations.map(({ phase }) => phase)).toEqual(['warm-up', 'warm-up', 'mutation']);
  });

  it('goes on from random programs when the initial network is none', async () => {
    const { run, view } = setUp();
    const [, second, third, child] = await run(INVALID, INVALID, network(0.3, 0), network(0.4, 0));
    expect([second, third].map((each) => each?.origin.kind)).toEqual(['sampled', 'sampled']);
    expect(written(child as Proposal).parents).toEqual([3]);
    expect(view().generations[0]).toMatchObject({ phase: 'warm-up', parents: [3] });
  });
});

describe('weights', () => {
  it('are not inherited when that is switched off', async () => {
    const { strategy, run } = setUp({ inherits: false });
    const proposals = await run(...WARM_UP);
    expect(strategy.inheritsWeights).toBe(false);
    expect(proposals.every(({ inherits }) => inherits === undefined)).toBe(true);
  });

  it('come from the earlier network where the initial one is its duplicate', async () => {
    const { strategy, run, tell } = setUp();
    expect(strategy.inheritsWeights).toBe(true);
    tell({ source: program(99), origin: { kind: 'sampled' } }, network(0.5, 1));
    const [, child] = await run({ kind: 'duplicate', of: 1 }, network(0.5, 2));
    expect(written(child as Proposal).parents).toEqual([2]);
    expect(child?.inherits).toBe(1);
  });
});

describe('the ablations', () => {
  const results = [...WARM_UP, network(0.6, 1), network(0.55, 3), network(0.5, 3), network(0.45, 3)];

  it('of the prompt archive draw kind and temperature for each child', async () => {
    const { run, view } = setUp({ variant: 'network-archive', mutation: 1 }, { seed: 5 });
    const proposals = await run(...results);
    // Two networks end its warm-up, with one of two prompts: both kinds lie in the left half.
    expect([view().networks.size, drawn(0, 0, 5).kind, drawn(0, 1, 5).kind]).toEqual([
      4,
      'add-layer',
      'add-residual',
    ]);
    expect(view().generations.map(({ phase }) => phase)).toEqual(['warm-up', 'mutation', 'mutation']);
    for (const [child, proposal] of proposals.slice(3, 5).entries()) {
      const { kind, fraction } = drawn(1, child, 5);
      expect(written(proposal)).toMatchObject({ instruction: kind, parents: [2] });
      expect(written(proposal).temperature).toBeCloseTo(0.1 + 0.9 * fraction, 12);
    }
    expect(view().generations[1]?.promptNiche).toBeUndefined();
  });

  it('of the network archive take a parent from the last generation', async () => {
    const { run, view } = setUp({ variant: 'prompt-archive', mutation: 1, warmNetworks: 100 });
    await run(...results);
    const [warmUp, first, second] = view().generations;
    expect(warmUp?.phase).toBe('warm-up');
    expect([2, 3]).toContain(first?.parents[0]);
    expect([4, 5]).toContain(second?.parents[0]);
    expect(second?.promptNiche).toBeDefined();
  });

  it('of the network archive pass over a generation that brought none', async () => {
    const { run, ask, view } = setUp({ variant: 'prompt-archive', mutation: 1 });
    await run(...WARM_UP, INVALID, INVALID);
    await ask();
    expect(view().generations[2]?.phase).toBe('mutation');
    expect([2, 3]).toContain(view().generations[2]?.parents[0]);
  });

  it('of the network archive call a child added that is better than its parent', async () => {
    const { run, prompt } = setUp({ variant: 'prompt-archive' });
    // The second child is better than the initial network, though not than the first one in its niche.
    await run(network(0.2, 0), network(0.5, 2), network(0.4, 2));
    expect([prompt(2)?.curiosity, prompt(3)?.curiosity]).toEqual([1, 1]);
  });

  it('of crossover only mutate, whatever the chance', async () => {
    const { run, view } = setUp({ variant: 'mutation-only', mutation: 0 });
    await run(...results);
    expect(
      view()
        .generations.slice(1)
        .map(({ phase }) => phase),
    ).toEqual(['mutation', 'mutation']);
  });

  it('of mutation only cross over, whatever the chance', async () => {
    const { run, view } = setUp({ variant: 'crossover-only', mutation: 1 });
    await run(...results);
    expect(
      view()
        .generations.slice(1)
        .map(({ phase }) => phase),
    ).toEqual(['crossover', 'crossover']);
  });

  it('of both archives breed from the initial network for ever', async () => {
    const { run, view } = setUp({ variant: 'random' });
    const proposals = await run(...results);
    expect(view().generations.map(({ phase, parents }) => [phase, parents])).toEqual(
      Array.from({ length: 3 }, () => ['warm-up', [1]]),
    );
    expect(proposals.slice(1).every((each) => written(each).temperature === 0.7)).toBe(true);
  });
});

describe('in company', () => {
  it('places what another strategy has scored among its networks, and counts it for the warm-up', async () => {
    const { run, tell, view } = setUp({ warmPrompts: 1, mutation: 1, batch: 1 });
    const sampled = (n: number): Proposal => ({ source: program(n), origin: { kind: 'sampled' } });
    tell(sampled(90), network(0.8, 3));
    tell(sampled(91), INVALID);
    const [initial, , child] = await run(network(0.2, 0), network(0.1, 0), network(0.1, 0));
    expect(initial?.origin.kind).toBe('seed');
    expect(view().networks.get(3)?.id).toBe(1);
    expect(view().generations.map(({ phase }) => phase)).toEqual(['warm-up', 'mutation']);
    // The initial network is candidate 3.
    expect([1, 3]).toContain(written(child as Proposal).parents[0]);
  });

  it('edits the parents’ code while no model can write, which says nothing of a prompt', async () => {
    const { run, view, context } = setUp({}, { hasModel: false });
    const proposals = await run(network(0.2, 0), network(0.5, 2), network(0.4, 2));
    expect(proposals.slice(1).map(({ origin }) => origin)).toMatchObject([
      { kind: 'mutated', parent: 1 },
      { kind: 'mutated', parent: 1 },
    ]);
    expect(proposals[1]?.inherits).toBe(1);
    expect(view().prompts.size).toBe(0);
    expect(view().networks.size).toBe(2);
    expect(context.notices).toMatchObject([{ level: 'warning' }]);
  });

  it('gives a niche no credit for a kind that a bandit chose in its place', async () => {
    const { run, view } = setUp({ mutation: 1, bandit: true });
    const proposals = await run(...WARM_UP, network(0.6, 1));
    const { instruction, temperature } = written(proposals[3] as Proposal);
    // Of 17 kinds and 4 temperatures two were tried: the bandit takes one that was not.
    const tried = proposals.slice(1, 3).map((each) => written(each));
    expect(tried.some((each) => each.instruction === instruction)).toBe(false);
    expect(tried.some((each) => each.temperature === temperature)).toBe(false);
    expect(view().generations[1]?.promptNiche).toBeDefined();
    const curiosity = [...view().prompts.values()].reduce((sum, each) => sum + each.curiosity, 0);
    expect(curiosity).toBe(1 - 0.5 + 1);
  });

  it('lays both archives out anew when the number of niches changes, and ends the generation', async () => {
    const { strategy, run, ask, tell, view, prompt } = setUp({ mutation: 1 });
    await run(...WARM_UP);
    const open = await ask();
    strategy.adjust(specOf({ niches: 5, mutation: 1 }));
    // Networks 1 and 2 stood in niches 0 and 2; the prompts of the warm-up in 2 and 3.
    expect([...view().networks].map(([niche, { id }]) => [niche, id])).toEqual([
      [3, 2],
      [0, 1],
    ]);
    expect([prompt(3)?.kind, prompt(2)?.kind]).toEqual(['grow', 'add-recurrent']);
    expect([prompt(3)?.curiosity, prompt(2)?.curiosity]).toEqual([1, -0.5]);
    expect(await strategy.ask(1, never)).toEqual([]);
    tell(open, network(0.6, 1));
    // The niche that it was drawn from is another now, and earns nothing.
    expect([prompt(3)?.curiosity, prompt(2)?.curiosity]).toEqual([2, -0.5]);
    await ask();
    expect(view().generations).toHaveLength(3);
  });
});
