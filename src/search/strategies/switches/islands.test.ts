import { describe, expect, it } from 'vitest';
import { CODE } from '../../program/space.ts';
import type { Proposal, RunEvent } from '../../domain.ts';
import type { Evaluated, Strategy, StrategyContext } from '../../ports.ts';
import { foldRun } from '../../run/fold.ts';
import { Run } from '../../run/run.ts';
import { hash32 } from '../../random/rng.ts';
import { defaultEvolution, parseSpec, type WritingSpec } from '../../spec/spec.ts';
import { ruleEvaluator, textCompiler } from '../../testing/fakePorts.ts';
import {
  aContext,
  aTask,
  never,
  scored,
  scriptedProposer,
  strategyContract,
  Teller,
} from '../../testing/strategyContract.ts';
import { applyNote } from '../notes.ts';
import { createStrategy } from '../registry.ts';
import { RegularizedEvolution } from '../regularizedEvolution.ts';
import { IslandModel } from './islands.ts';

function specOf(change: object): WritingSpec {
  const spec = parseSpec({ strategy: { id: 'llm', islands: 2, ...change } });
  if (!spec.ok) throw new Error(spec.error);
  return spec.value.strategy as WritingSpec;
}

/** Proposes its own name, after the networks that it is given; remembers what it was told. */
class Named implements Strategy {
  readonly told: number[] = [];
  readonly untried: string[] = [];
  readonly settings: unknown[] = [];
  readonly name: string;
  readonly #seeds: string[];
  isReady = true;
  inheritsWeights = false;

  constructor(name: string, seeds: readonly string[] = []) {
    this.name = name;
    this.#seeds = [...seeds];
  }

  async ask(): Promise<readonly Proposal[]> {
    if (!this.isReady) return [];
    const seed = this.#seeds.shift();
    return seed === undefined
      ? [{ source: this.name, origin: { kind: 'sampled' } }]
      : [{ source: seed, origin: { kind: 'seed', name: seed } }];
  }

  tell({ candidate }: Evaluated): void {
    this.told.push(candidate.id);
  }

  dropped({ source }: Proposal): void {
    this.untried.push(source);
  }

  adjust(spec: unknown): void {
    this.settings.push(spec);
  }
}

function setUp(change: object = {}, seedsOf: (island: number) => readonly string[] = () => []) {
  const made: Named[] = [];
  const context = aContext(1);
  const contexts: StrategyContext[] = [];
  const islands = new IslandModel(specOf(change), context, (_, own) => {
    const island = new Named(`island ${made.length}`, seedsOf(made.length));
    contexts.push(own);
    made.push(island);
    return island;
  });
  const teller = new Teller(islands);
  const ask = async () => {
    const [proposal] = await islands.ask(1, never);
    if (!proposal) throw new Error('nothing was proposed');
    return proposal;
  };
  const next = async (accuracy: number) => teller.tell(await ask(), scored(accuracy));
  const view = () => context.notes.reduce(applyNote, {});
  return { made, islands, next, ask, teller, context, contexts, view };
}

describe('islands', () => {
  it('are asked by turns, and told only of what is theirs', async () => {
    const { made, next } = setUp();
    const sources: string[] = [];
    for (const accuracy of [0.1, 0.2, 0.3, 0.4]) sources.push((await next(accuracy)).source);
    expect(sources).toEqual(['island 0', 'island 1', 'island 0', 'island 1']);
    expect(made.map(({ told }) => told)).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('draw from streams of their own, a new one after each reset', async () => {
    const { contexts, next } = setUp({ resetEvery: 2 });
    for (const accuracy of [0.1, 0.2, 0.3, 0.4]) await next(accuracy);
    expect(contexts).toHaveLength(4);
    expect(new Set(contexts.map(({ rng }) => rng.float())).size).toBe(4);
  });

  it('pass over one that must be told something first', async () => {
    const { made, islands, ask } = setUp();
    const [first] = made;
    if (first) first.isReady = false;
    expect(await ask()).toMatchObject({ source: 'island 1', island: 1 });
    for (const island of made) island.isReady = false;
    expect(await islands.ask(1, never)).toEqual([]);
  });

  it('are dealt the past of another strategy, which knows no islands', () => {
    const { made, teller } = setUp();
    for (const source of ['a', 'b', 'c']) teller.tell({ source, origin: { kind: 'sampled' } }, scored(0.5));
    expect(made.map(({ told }) => told)).toEqual([[1, 3], [2]]);
  });

  it('hear of what is theirs and is not tried after all, and of other settings', async () => {
    const { made, islands, ask } = setUp();
    await ask();
    islands.dropped(await ask());
    expect(made.map(({ untried }) => untried)).toEqual([[], ['island 1']]);
    islands.adjust(specOf({ temperature: 0.1 }));
    for (const { settings } of made) expect(settings).toMatchObject([{ temperature: 0.1, islands: 1 }]);
  });

  it('inherit weights when their method does', () => {
    const { made, islands } = setUp();
    expect(islands.inheritsWeights).toBe(false);
    for (const island of made) island.inheritsWeights = true;
    expect(islands.inheritsWeights).toBe(true);
  });

  it('tell their best to the next one after so many candidates', async () => {
    const { made, next, view } = setUp({ islands: 3, migrationEvery: 6 });
    for (const accuracy of [0.3, 0.2, 0.1, 0.15, 0.4, 0.05]) await next(accuracy);
    // The best are 1 on the first island, 5 on the second and 3 on the third.
    expect(made.map(({ told }) => told)).toEqual([
      [1, 4, 3],
      [2, 5, 1],
      [3, 6, 5],
    ]);
    expect(view().switches?.migrations).toEqual([
      { from: 0, to: 1, id: 1 },
      { from: 1, to: 2, id: 5 },
      { from: 2, to: 0, id: 3 },
    ]);
  });

  it('are not told again of what they know', async () => {
    const { made, next } = setUp({ migrationEvery: 2 });
    for (const accuracy of [0.9, 0.2, 0.3, 0.1]) await next(accuracy);
    // After two candidates 1 and 2 change places. After four 1 is the best of both, and both know it.
    expect(made.map(({ told }) => told)).toEqual([
      [1, 2, 3],
      [2, 1, 4],
    ]);
  });

  it('begin anew from the best of a better one when they are of the worse half', async () => {
    const { made, next, view } = setUp({ resetEvery: 4 });
    for (const accuracy of [0.1, 0.2, 0.15, 0.4]) await next(accuracy);
    expect(made.map(({ name }) => name)).toEqual(['island 0', 'island 1', 'island 2']);
    expect(made[2]?.told).toEqual([4]);
    expect((await next(0.5)).source).toBe('island 2');
    expect(made[2]?.told).toEqual([4, 5]);
    expect(view().switches?.resets).toEqual([{ island: 0, from: 1, id: 4 }]);
  });

  it('keep the better half, the larger one of an odd number', async () => {
    const { made, next, view } = setUp({ islands: 3, resetEvery: 3 });
    for (const accuracy of [0.3, 0.1, 0.2]) await next(accuracy);
    expect(made).toHaveLength(4);
    expect(view().switches?.resets).toMatchObject([{ island: 1 }]);
    expect([1, 3]).toContain(made[3]?.told[0]);
  });

  it('are all told of the networks that the first one is given, which are tried once', async () => {
    const { made, next } = setUp({}, (island) => (island === 0 ? ['MLP', 'CNN'] : []));
    const sources: string[] = [];
    for (let i = 0; i < 4; i++) sources.push((await next(0.5)).source);
    expect(sources).toEqual(['MLP', 'CNN', 'island 0', 'island 1']);
    expect(made.map(({ told }) => told)).toEqual([
      [1, 2, 3],
      [1, 2, 4],
    ]);
  });

  it('show each what is its own', () => {
    const round = { kind: 'round', round: 1, parents: [1] } as const;
    const rules = { kind: 'rules', rules: ['Pool late.'] } as const;
    const views = [0, 1].reduce(
      (view, island) =>
        applyNote(applyNote(view, { method: 'evoprompting', note: round, island }), {
          method: 'switches',
          note: rules,
          island,
        }),
      applyNote({}, { method: 'switches', note: { kind: 'migrated', from: 0, to: 1, id: 1 } }),
    );
    expect(views.evoprompting?.rounds).toHaveLength(1);
    expect(views.islands).toHaveLength(1);
    expect(views.islands?.[0]?.evoprompting?.rounds).toHaveLength(1);
    const after = (island: number) =>
      applyNote(views, { method: 'switches', note: { kind: 'reset', island, from: 1 - island, id: 1 } });
    expect(after(1)).toMatchObject({ evoprompting: { rounds: [{}] }, switches: { rules: ['Pool late.'] } });
    expect(after(1).islands?.[0]).toEqual({});
    expect(after(0).evoprompting).toBeUndefined();
    expect(after(0).switches).toMatchObject({ rules: [], migrations: [{ id: 1 }], resets: [{ id: 1 }] });
    expect(after(0).islands).toEqual(views.islands);
  });
});

describe('a run on islands', () => {
  async function run(): Promise<readonly RunEvent[]> {
    const spec = parseSpec({
      strategy: { id: 'llm', population: 2, islands: 3, migrationEvery: 6, resetEvery: 15 },
      budget: { unit: 'evaluations', count: 30 },
      workers: 1,
      baseline: false,
    });
    if (!spec.ok) throw new Error(spec.error);
    const events: RunEvent[] = [];
    const replies = Array.from({ length: 40 }, (_, i) => `\`\`\`js\nexport default ${i}\n\`\`\``);
    await new Run(spec.value, aTask, {
      createStrategy,
      // Which takes the word for a faulty program.
      compiler: { compile: (source, task) => textCompiler.compile(source.replace('default', ''), task) },
      evaluator: ruleEvaluator((source) => (hash32(source) & 0xff) / 256),
      proposer: scriptedProposer(replies),
      clock: () => 0,
      emit: (event) => events.push(event),
      later: () => {},
      live: () => {},
    }).start();
    return events;
  }

  it('gives each island its turn, moves networks among them and is the same the next time', async () => {
    const events = await run();
    const { candidates, methods, end } = foldRun(events);
    expect(end?.reason).toBe('budget');
    for (const island of [0, 1, 2])
      expect(candidates.filter(({ candidate }) => candidate.island === island)).toHaveLength(10);
    // After 15 and after 30 candidates the worst of three; after 6, 12, 18 and 24 what is news to the next one.
    expect(methods.switches?.resets).toHaveLength(2);
    expect(methods.switches?.migrations.length).toBeGreaterThanOrEqual(6);
    expect(await run()).toEqual(events);
  });
});

const runner = { it, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };
const often = { islands: 3, migrationEvery: 5, resetEvery: 12 };

describe('islands of regularised evolution honour the Strategy contract', () => {
  strategyContract(
    runner,
    (seed) =>
      new IslandModel(
        specOf(often),
        aContext(seed),
        (_, context) => new RegularizedEvolution({ ...defaultEvolution(), population: 4 }, context, CODE),
      ),
  );
});

describe.each(['llm', 'evoprompting', 'llmatic'])('islands of %s honour the Strategy contract', (id) => {
  // Few niches, which are laid out anew on each island.
  const spec = specOf({ id, ...often, ...(id === 'llmatic' && { niches: 4 }) });
  const replies = (seed: number) =>
    Array.from({ length: 60 }, (_, i) => `\`\`\`js\nexport default ${seed}.${i}\n\`\`\``);
  strategyContract(runner, (seed) => createStrategy(spec, aContext(seed, scriptedProposer(replies(seed)))));
});
