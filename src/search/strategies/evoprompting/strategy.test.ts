import { describe, expect, it } from 'vitest';
import type { Outcome, Proposal } from '../../domain.ts';
import type { Proposer } from '../../ports.ts';
import type { Lessons } from '../../prompts/lessons.ts';
import { Rng } from '../../random/rng.ts';
import { err, ok } from '../../result.ts';
import { type EvoPromptingSpec, parseSpec } from '../../spec/spec.ts';
import { aContext, drive, never, scored, scriptedProposer, Teller } from '../../testing/strategyContract.ts';
import { applyNote } from '../notes.ts';
import { EvoPrompting } from './strategy.ts';

function specOf(change: object = {}): EvoPromptingSpec {
  const spec = parseSpec({
    strategy: { id: 'evoprompting', prompts: 2, samples: 2, survivors: 2, ...change },
  });
  if (!spec.ok || spec.value.strategy.id !== 'evoprompting') throw new Error('no such strategy');
  return spec.value.strategy;
}

const program = (n: number) =>
  `export default function build(tf, inputShape, numClasses) { return tf.sequential(); /* ${n} */ }`;
const reply = (n: number) => `\`\`\`js\n${program(n)}\n\`\`\``;
const REPLIES = Array.from({ length: 40 }, (_, i) => reply(i + 1));

/** A model that converses and can learn; remembers what it was taught. */
function learner(answer: () => ReturnType<Proposer['teach']> = async () => ok({ lessons: 1 })) {
  const lessons: Lessons[] = [];
  const proposer: Proposer & { lessons: Lessons[] } = {
    ...scriptedProposer(REPLIES),
    learns: true,
    lessons,
    teach: (given) => {
      lessons.push(given);
      return answer();
    },
  };
  return proposer;
}

const parentsOf = ({ origin }: Proposal) => (origin.kind === 'written' ? origin.parents : origin.kind);

/** Fitness -(params x error) of the seeds 1-4: -200, -100, -900, -40. */
const SEEDS: readonly Outcome[] = [scored(0.8, 1000), scored(0.9, 1000), scored(0.1, 1000), scored(0.6, 100)];

function setUp(change: object = {}, proposer = learner()) {
  const context = aContext(5, proposer);
  const strategy = new EvoPrompting(specOf(change), context);
  const view = () => context.notes.reduce(applyNote, {}).evoprompting;
  return { strategy, proposer, context, view };
}

/** The four children of the first round, candidates 5-8, and what they are worth. */
const FIRST: readonly Outcome[] = [
  scored(0.7, 1000), // 5: -300
  scored(0.5, 100), // 6: an error of 0.5 is at the ceiling
  scored(0.75, 200), // 7: -50
  scored(0.9, 2000), // 8: -200
];

describe('EvoPrompting', () => {
  it('begins with the four published networks, and waits for their metrics', async () => {
    const { strategy } = setUp();
    const names: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      const [seed] = await strategy.ask(1, never);
      names.push(seed?.origin.kind === 'seed' && seed.origin.name);
    }
    expect(names).toEqual(['MLP', 'CNN', 'GRU', 'Large CNN']);
    expect(await strategy.ask(1, never)).toEqual([]);
  });

  it('draws k parents uniformly and with replacement, anew for each prompt', async () => {
    const { strategy } = setUp();
    const proposals = await drive(strategy, 8, (turn) => SEEDS[turn] ?? scored(0.6));
    // The same stream by hand: two draws for a prompt, then for each sample its temperature and the model's seed.
    const rng = new Rng(5);
    const draws = () => [1 + rng.int(4), 1 + rng.int(4)];
    const sample = () => [rng.int(4), rng.seed()];
    const first = draws();
    sample();
    sample();
    const second = draws();
    expect(proposals.slice(4).map(parentsOf)).toEqual([first, first, second, second]);
  });

  it('draws each sample’s temperature from the four', async () => {
    const { strategy } = setUp({ prompts: 20, samples: 2 });
    const proposals = await drive(strategy, 44, (turn) => SEEDS[turn] ?? scored(0.6));
    const drawn = proposals.flatMap(({ origin }) => (origin.kind === 'written' ? origin.temperature : []));
    expect([...new Set(drawn)].toSorted()).toEqual([0.2, 0.6, 0.8, 1]);
  });

  it('names the target over the parents that the prompt shows', async () => {
    const { strategy, view } = setUp();
    await drive(strategy, 5, (turn) => SEEDS[turn] ?? scored(0.6));
    const [prompt] = view()?.rounds[0]?.prompts ?? [];
    const shown = (prompt?.parents ?? []).map((id) => SEEDS[id - 1] as Outcome & { kind: 'scored' });
    const smallest = Math.min(...shown.map(({ params }) => params));
    const best = Math.max(...shown.map(({ valAccuracy }) => valAccuracy));
    expect(prompt?.target.params).toBe(smallest === 100 ? 100 : 900);
    expect(prompt?.target.valAccuracy).toBeCloseTo(1.02 * best, 3);
  });

  it('makes the p fittest children the parents of the next round, and drops those at the ceiling', async () => {
    const { strategy, view } = setUp();
    const proposals = await drive(strategy, 12, (turn) => [...SEEDS, ...FIRST][turn] ?? scored(0.6));
    const [first, second] = view()?.rounds ?? [];
    expect(first?.children.map(({ id, fate }) => [id, fate.kind])).toEqual([
      [5, 'kept'],
      [6, 'over-ceiling'],
      [7, 'kept'],
      [8, 'kept'],
    ]);
    expect(first?.survivors?.map(({ id, fitness }) => [id, Math.round(fitness)])).toEqual([
      [7, -50],
      [8, -200],
    ]);
    expect(second?.parents).toEqual([7, 8]);
    for (const proposal of proposals.slice(8))
      expect((parentsOf(proposal) as number[]).every((id) => id === 7 || id === 8)).toBe(true);
  });

  it('lets nobody be a parent in two rounds, however fit', async () => {
    const { strategy, view } = setUp();
    // The second round's children 9-12 are all worse than 5, which was left over from the first.
    await drive(strategy, 13, (turn) => [...SEEDS, ...FIRST][turn] ?? scored(0.6, 10_000));
    expect(view()?.rounds[2]?.parents).toEqual([5, 9]);
  });

  it('tunes the model on the round’s children that were not selected', async () => {
    const { strategy, proposer, view } = setUp({ prompts: 4, survivors: 1 });
    // Eight children, of which one survives; the error of the last is over the ceiling.
    const round = [...FIRST, scored(0.7, 900), scored(0.7, 901), scored(0.7, 902), scored(0.2, 10)];
    await drive(strategy, 13, (turn) => [...SEEDS, ...round][turn] ?? scored(0.6));
    const [{ taught, keptBack } = { taught: [], keptBack: [] }] = proposer.lessons;
    const replies = [...taught, ...keptBack].map((lesson) => Number(/(\d+) ?\*\//.exec(lesson.reply)?.[1]));
    // Candidates 5, 8, 9, 10, 11 wrote programs 1, 4, 5, 6, 7; 7 survived, 6 and 12 were dropped.
    expect(replies.toSorted((a, b) => a - b)).toEqual([1, 4, 5, 6, 7]);
    expect(keptBack.length).toBeGreaterThan(0);
    expect(view()?.rounds[0]?.tuning).toEqual({ kind: 'tuned', lessons: 1 });
  });

  it('shows its lessons the parents of the child, and the child’s own metrics for the target', async () => {
    const { strategy, proposer } = setUp({ prompts: 4, survivors: 1 });
    await drive(strategy, 13, (turn) => SEEDS[turn] ?? scored(0.75, 1000 + turn));
    const { taught, keptBack } = proposer.lessons[0] ?? { taught: [], keptBack: [] };
    for (const { prompt } of [...taught, ...keptBack]) {
      expect(prompt.user.match(/<\|parent\|>/g)).toHaveLength(2);
      expect(prompt.user).toContain('<|target|>75% 1000<|child|>');
    }
  });

  it.each([
    ['no-tuning', 'tuning-off'],
    ['full', 'weights-fixed'],
  ])('says why a model was not tuned: %s', async (variant, why) => {
    const proposer = variant === 'full' ? { ...learner(), learns: false } : learner();
    const { strategy, view } = setUp({ variant }, proposer);
    await drive(strategy, 9, (turn) => [...SEEDS, ...FIRST][turn] ?? scored(0.6));
    const tuning = view()?.rounds[0]?.tuning;
    expect(tuning).toEqual({ kind: 'untuned', reason: { kind: why } });
    expect(proposer.lessons).toEqual([]);
  });

  it('goes on with the model as it was when tuning fails, and says so', async () => {
    const proposer = learner(async () => err('There is too little memory.'));
    const { strategy, context } = setUp({ prompts: 4, survivors: 1 }, proposer);
    const proposals = await drive(strategy, 13, (turn) => SEEDS[turn] ?? scored(0.7));
    expect(proposals[12]?.origin.kind).toBe('written');
    expect(context.notices).toMatchObject([{ level: 'warning' }]);
  });

  it('selects once, though it was stopped while the model learnt', async () => {
    const abort = new AbortController();
    const first: () => ReturnType<Proposer['teach']> = () => {
      abort.abort(new Error('changed'));
      return Promise.reject(new Error('changed'));
    };
    const turns = [first];
    const proposer = learner(() => turns.pop()?.() ?? Promise.resolve(ok({ lessons: 3 })));
    const { strategy, view } = setUp({ prompts: 4, survivors: 2 }, proposer);
    await drive(strategy, 12, (turn) => SEEDS[turn] ?? scored(0.75, 1000 + turn));
    await expect(strategy.ask(1, abort.signal)).rejects.toThrow('changed');
    await strategy.ask(1, never);
    const [round, next] = view()?.rounds ?? [];
    // Turns 4 and 5, the smallest of equal accuracy; 6 and 7 would be the next in line.
    expect(round?.survivors?.map(({ id }) => id)).toEqual([5, 6]);
    expect(next?.parents).toEqual([5, 6]);
    expect(round?.tuning).toEqual({ kind: 'tuned', lessons: 3 });
    const sizes = proposer.lessons.map(({ taught, keptBack }) => taught.length + keptBack.length);
    expect(sizes).toEqual([6, 6]);
  });

  it('keeps its parents when a round has brought nothing to choose from', async () => {
    const { strategy, view } = setUp();
    const invalid: Outcome = { kind: 'rejected', fault: { kind: 'syntax', message: 'no' } };
    await drive(strategy, 9, (turn) => SEEDS[turn] ?? invalid);
    expect(view()?.rounds.map(({ parents }) => parents)).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]);
    expect(view()?.rounds[0]?.survivors).toEqual([]);
  });

  it('takes random parents in that ablation, from all that scored', async () => {
    const { strategy, view } = setUp({ variant: 'random-parents', survivors: 3 });
    await drive(strategy, 9, (turn) => [...SEEDS, ...FIRST][turn] ?? scored(0.6));
    expect(view()?.rounds[1]?.parents.toSorted()).toEqual([5, 7, 8]);
  });

  it('samples from the seeds in one endless round in the naive ablation', async () => {
    const { strategy, view, proposer } = setUp({ variant: 'naive' });
    const proposals = await drive(strategy, 17, (turn) => [...SEEDS, ...FIRST][turn] ?? scored(0.9, 10));
    const shown = proposals.slice(4).flatMap((proposal) => parentsOf(proposal) as number[]);
    expect(Math.max(...shown)).toBeLessThanOrEqual(4);
    expect(view()?.rounds.map(({ children }) => children.length)).toEqual([13]);
    // It has nothing to wait for.
    for (let i = 0; i < 6; i++) expect(await strategy.ask(1, never)).toHaveLength(1);
    expect(proposer.lessons).toEqual([]);
  });

  it('ends a round only when the last of its children is told of, in whatever order', async () => {
    const { strategy, view } = setUp();
    const teller = new Teller(strategy);
    for (const outcome of SEEDS) teller.tell((await strategy.ask(1, never))[0] as Proposal, outcome);
    const round: Proposal[] = [];
    for (let i = 0; i < 4; i++) round.push(...(await strategy.ask(1, never)));
    for (const i of [3, 0, 2]) {
      expect(await strategy.ask(1, never)).toEqual([]);
      teller.tell(round[i] as Proposal, scored(0.7));
    }
    expect(view()?.rounds).toHaveLength(1);
    teller.tell(round[1] as Proposal, scored(0.7));
    expect(await strategy.ask(1, never)).toHaveLength(1);
    expect(view()?.rounds).toHaveLength(2);
  });

  it('asks again for what was not tried after all', async () => {
    const { strategy } = setUp();
    const [mlp] = await strategy.ask(1, never);
    strategy.dropped(mlp as Proposal);
    const [again] = await strategy.ask(1, never);
    expect(again).toEqual(mlp);
    const teller = new Teller(strategy);
    teller.tell(again as Proposal, scored(0.8, 1000));
    for (let i = 0; i < 3; i++) teller.tell((await strategy.ask(1, never))[0] as Proposal, scored(0.8, 1000));
    const round: Proposal[] = [];
    for (let i = 0; i < 4; i++) round.push(...(await strategy.ask(1, never)));
    strategy.dropped(round[3] as Proposal);
    const [fifth] = await strategy.ask(1, never);
    expect(parentsOf(fifth as Proposal)).toEqual(parentsOf(round[3] as Proposal));
    expect(await strategy.ask(1, never)).toEqual([]);
  });

  it('needs no seeds after another strategy’s past, whose fittest are its first parents', async () => {
    const { strategy, view } = setUp();
    const teller = new Teller(strategy);
    const sampled = (n: number): Proposal => ({ source: program(n), origin: { kind: 'sampled' } });
    [scored(0.7, 1000), scored(0.9, 1000), scored(0.8, 100)].forEach((outcome, i) =>
      teller.tell(sampled(i), outcome),
    );
    const [child] = await strategy.ask(1, never);
    expect(child?.origin.kind).toBe('written');
    // Fitness -300, -100, -20.
    expect(view()?.rounds[0]?.parents).toEqual([3, 2]);
  });

  it('takes the given networks that another island tried for its first parents, whatever their error', async () => {
    const { strategy, view } = setUp();
    const teller = new Teller(strategy);
    const given = (n: number): Proposal => ({
      source: program(n),
      origin: { kind: 'seed', name: String(n) },
    });
    SEEDS.forEach((outcome, i) => teller.tell(given(i), outcome));
    await strategy.ask(1, never);
    expect(view()?.rounds[0]?.parents).toEqual([1, 2, 3, 4]);
    expect(view()?.seeds).toHaveLength(4);
  });

  it('edits the parents’ code while no model can write', async () => {
    const context = aContext(5);
    const strategy = new EvoPrompting(specOf(), context);
    const proposals = await drive(strategy, 8, (turn) => SEEDS[turn] ?? scored(0.6));
    expect(proposals.slice(4).every(({ origin }) => origin.kind === 'mutated')).toBe(true);
    expect(context.notices).toHaveLength(1);
  });
});
