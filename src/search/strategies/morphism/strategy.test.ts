import { describe, expect, it } from 'vitest';
import type { Proposal, RunEvent } from '../../domain.ts';
import type { TrainingJob } from '../../ports.ts';
import { foldRun } from '../../run/fold.ts';
import { Run } from '../../run/run.ts';
import { parseSpec } from '../../spec/spec.ts';
import { ruleEvaluator } from '../../testing/fakePorts.ts';
import { anyCompiler } from '../../testing/methodRuns.ts';
import { aContext, aTask, never, scored, Teller } from '../../testing/strategyContract.ts';
import { createStrategy } from '../registry.ts';
import { MorphismClimb } from './strategy.ts';
import { applyMorphismNote, checksOf, emptyMorphism } from './view.ts';

const spec = { id: 'morphism', neighbours: 3, moves: 2, share: 0.25 } as const;
const parentOf = ({ origin }: Proposal) => (origin.kind === 'mutated' ? origin.parent : undefined);

function climb() {
  const context = aContext(1);
  const strategy = new MorphismClimb(spec, context);
  const teller = new Teller(strategy);
  const view = () =>
    context.notes.reduce(
      (seen, note) => (note.method === 'morphism' ? applyMorphismNote(seen, note.note) : seen),
      emptyMorphism,
    );
  const ask = (room: number) => strategy.ask(room, never);
  return { strategy, teller, ask, view };
}

describe('a climb by network morphisms', () => {
  it('begins with one small network, trained like any other', async () => {
    const { ask } = climb();
    const [first, ...more] = await ask(5);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ origin: { kind: 'seed', name: '3 convolutions' } });
    expect(first).not.toHaveProperty('inherits');
    expect(first).not.toHaveProperty('trainShare');
    expect(await ask(1)).toEqual([]);
  });

  it('makes so many children of the best, each by two moves from its weights, and waits for all', async () => {
    const { ask, teller } = climb();
    const [first] = await ask(1);
    teller.tell(first as Proposal, scored(0.5));
    const children = await ask(10);
    expect(children).toHaveLength(3);
    for (const child of children) {
      expect(child).toMatchObject({ inherits: 1, trainShare: 0.25 });
      expect(parentOf(child)).toBe(1);
      expect(child.origin.kind === 'mutated' && child.origin.edits).toHaveLength(2);
      expect(child.growth?.at(-1)).toMatchObject({ layer: 'head', outputs: { old: 10, now: 10 } });
    }
    expect(new Set(children.map(({ source }) => source)).size).toBe(3);
    expect(await ask(1)).toEqual([]);
    teller.tell(children[0] as Proposal, scored(0.4));
    teller.tell(children[1] as Proposal, scored(0.6));
    expect(await ask(1)).toEqual([]);
  });

  it('goes on from the best child, and stays where none is better', async () => {
    const { ask, teller, strategy, view } = climb();
    teller.tell((await ask(1))[0] as Proposal, scored(0.5));
    const outcomes = [
      [0.4, 0.7, 0.6],
      [0.7, 0.3, 0.65],
      [0.8, 0.9, 0.85],
    ];
    for (const step of outcomes) {
      for (const [at, child] of (await ask(3)).entries()) teller.tell(child, scored(step[at] ?? 0));
    }
    // Candidates 2 to 4, 5 to 7 and 8 to 10: from 1 to 3, then none is better than 3, then to 9.
    expect(view().steps.map(({ parent, movedTo }) => [parent, movedTo])).toEqual([
      [1, 3],
      [3, 3],
      [3, 9],
    ]);
    expect((await ask(1)).map(parentOf)).toEqual([9]);
    expect(strategy.roundsTold).toBe(4);
  });

  it('grows a network that came to nothing, from weights as drawn', async () => {
    const { ask, teller } = climb();
    teller.tell((await ask(1))[0] as Proposal, { kind: 'failed', reason: 'diverged', message: 'NaN' });
    const [second] = await ask(1);
    expect(second?.origin).toEqual({ kind: 'sampled' });
    expect(second).not.toHaveProperty('inherits');
  });

  it('makes another child in the place of one that was not tried after all', async () => {
    const { ask, teller, strategy } = climb();
    teller.tell((await ask(1))[0] as Proposal, scored(0.5));
    const children = await ask(3);
    strategy.dropped(children[1] as Proposal);
    expect(await ask(3)).toHaveLength(1);
  });

  it('counts the checks that failed, and children that had no weights to begin with', async () => {
    const { ask, teller, view } = climb();
    teller.tell((await ask(1))[0] as Proposal, scored(0.5));
    const gaps = [2e-7, 0.3, undefined];
    for (const [at, child] of (await ask(3)).entries()) {
      const gap = gaps[at];
      teller.tell(child, { ...scored(0.5), ...(gap !== undefined && { morphGap: gap }) } as ReturnType<
        typeof scored
      >);
    }
    expect(checksOf(view())).toEqual({ checked: 2, failed: 1, greatest: 0.3, withoutWeights: 1 });
  });
});

describe('a run of it', () => {
  /** Goes on from these events with trainers that keep nothing yet, as a page does that was opened again. */
  async function goOn(past: readonly RunEvent[], evaluations: number, rule: (job: TrainingJob) => number) {
    const parsed = parseSpec({
      strategy: { ...spec, neighbours: 2 },
      budget: { unit: 'evaluations', count: evaluations },
      training: { length: { unit: 'steps', count: 400 } },
      workers: 1,
      baseline: false,
    });
    if (!parsed.ok) throw new Error(parsed.error);
    const jobs: TrainingJob[] = [];
    const events: RunEvent[] = [...past];
    const run = new Run(parsed.value, aTask, {
      createStrategy: (strategy, context) => createStrategy(strategy, context),
      compiler: anyCompiler,
      evaluator: ruleEvaluator((_, job) => {
        jobs.push(job);
        return rule(job);
      }),
      clock: () => 0,
      emit: (event) => events.push(event),
      later: () => {},
      live: () => {},
    });
    if (past.length > 0) await run.restore(past);
    await run.start();
    return { jobs, events };
  }

  it('opened again, trains children in full until one of them has weights to hand on', async () => {
    // The first network and one step of two children, of which none is better.
    const { events: whole } = await goOn([], 3, ({ startFrom }) => (startFrom ? 0.4 : 0.5));
    const past = whole.filter(({ kind }) => kind !== 'ended');
    // The next step stays where it is; of the one after it the first child is better.
    const worth = [0.45, 0.45, 0.6, 0.4, 0.4, 0.4];
    const { jobs, events } = await goOn(past, 9, () => worth.shift() ?? 0.4);
    expect(jobs.map(({ startFrom, training }) => [startFrom, training.length.count])).toEqual([
      ['1', 400],
      ['1', 400],
      ['1', 400],
      ['1', 400],
      ['6', 100],
      ['6', 100],
    ]);
    const { methods, candidates } = foldRun(events);
    expect(methods.morphism?.steps.map(({ parent, movedTo }) => [parent, movedTo])).toEqual([
      [1, 1],
      [1, 1],
      [1, 6],
      [6, 6],
    ]);
    const inherited = candidates.map(({ outcome }) => (outcome?.kind === 'scored' ? outcome.inherited : -1));
    expect(inherited).toEqual([undefined, 1, 1, 0, 0, 0, 0, 1, 1]);
  });

  it('trains children for their share, and says how their weights are laid out from their parent’s', async () => {
    const parsed = parseSpec({
      strategy: spec,
      budget: { unit: 'evaluations', count: 4 },
      training: { length: { unit: 'steps', count: 400 } },
      workers: 1,
    });
    if (!parsed.ok) throw new Error(parsed.error);
    const jobs: TrainingJob[] = [];
    const events: RunEvent[] = [];
    const run = new Run(parsed.value, aTask, {
      createStrategy: (strategy, context) => createStrategy(strategy, context),
      compiler: anyCompiler,
      evaluator: ruleEvaluator((_, job) => {
        jobs.push(job);
        return 0.5;
      }),
      clock: () => 0,
      emit: (event) => events.push(event),
      later: () => {},
      live: () => {},
    });
    await run.start();
    const { candidates } = foldRun(events);
    const own = candidates.filter(({ candidate }) => candidate.arm === 'search');
    expect(own.map(({ candidate }) => candidate.inherits)).toEqual(
      [undefined, 1, 1, 1].map((each) => each && own[0]?.candidate.id),
    );
    const ofNetwork = (source: string | undefined) =>
      jobs.find(
        ({ topology, keepAs }) =>
          topology.config.name === source?.replaceAll('default', '') && keepAs !== undefined,
      );
    const [first, ...children] = own.map(({ candidate }) => ofNetwork(candidate.source));
    expect(first?.training.length).toEqual({ unit: 'steps', count: 400 });
    expect(children).toHaveLength(3);
    for (const job of children) {
      expect(job?.training.length).toEqual({ unit: 'steps', count: 100 });
      expect(job?.growth?.parent).toEqual(first?.topology);
      expect(job?.startFrom).toBe(first?.keepAs);
    }
    // Random search beside it has as many networks, each trained to the end.
    const others = jobs.filter(({ keepAs }) => keepAs === undefined);
    expect(others.map(({ training }) => training.length.count)).toEqual([400, 400, 400, 400]);
  });
});
