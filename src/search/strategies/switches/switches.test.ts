import { describe, expect, it } from 'vitest';
import type { Origin, Outcome, Proposal } from '../../domain.ts';
import type { Strategy } from '../../ports.ts';
import type { Known } from '../../prompts/ask.ts';
import { Rng } from '../../random/rng.ts';
import { parseSpec, type StrategySpec, type Switches, type WritingSpec } from '../../spec/spec.ts';
import {
  aContext,
  never,
  scored,
  scriptedProposer,
  strategyContract,
  Teller,
} from '../../testing/strategyContract.ts';
import { applyNote } from '../notes.ts';
import { createStrategy } from '../registry.ts';
import { ModelWriter } from '../writer.ts';
import { PromptAids } from './aids.ts';
import { Bandit } from './bandit.ts';
import { arrange } from './examples.ts';
import { Experience } from './experience.ts';
import { IslandModel } from './islands.ts';
import { rulesOf } from './scratchpad.ts';

const OFF: Switches = {
  islands: 1,
  migrationEvery: 20,
  resetEvery: 60,
  examples: 'as-published',
  failures: false,
  bandit: false,
  scratchpad: false,
};

const written = (parents: readonly number[], more: object = {}): Origin => ({
  kind: 'written',
  parents,
  model: 'm',
  prompt: '',
  reply: '',
  temperature: 0.6,
  tokens: 1,
  writeMs: 1,
  ...more,
});

const rejected: Outcome = { kind: 'rejected', fault: { kind: 'shape', message: 'Layers do not fit.' } };

const evaluated = (id: number, origin: Origin, outcome: Outcome, source = `program ${id}`) => ({
  candidate: { id, arm: 'search' as const, source, origin },
  outcome,
});

describe('an upper confidence bound', () => {
  it('tries each option once, then the one whose bound is highest', () => {
    const bandit = new Bandit<string>();
    const rng = new Rng(1);
    const options = ['a', 'b', 'c'];
    const first = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const choice = bandit.choose(options, rng);
      first.add(choice);
      bandit.reward(choice, choice === 'b' ? 1 : 0);
    }
    expect(first).toEqual(new Set(options));
    expect(bandit.choose(options, rng)).toBe('b');
    // After four more failures of b: mean 1/5 + sqrt(2 ln 7 / 5) = 1.08 against 0 + sqrt(2 ln 7 / 1) = 1.97.
    for (let i = 0; i < 4; i++) bandit.reward('b', 0);
    expect(['a', 'c']).toContain(bandit.choose(options, rng));
    expect(bandit.tried.find(({ option }) => option === 'b')).toEqual({
      option: 'b',
      tries: 5,
      meanReward: 0.2,
    });
  });
});

describe('what was tried lately', () => {
  it('is told as problem, change and outcome, failures among them, the last five only', () => {
    const experience = new Experience();
    experience.tell(evaluated(1, { kind: 'sampled' }, scored(0.5, 1000)));
    expect(experience.words).toBe('');
    experience.tell(evaluated(2, written([1], { instruction: 'widen' }), rejected));
    expect(experience.words).toBe(
      'What was tried lately:\n' +
        '- Problem: 50.0 % validation accuracy with 1000 parameters. Change: widen. Outcome: invalid: Layers do not fit.',
    );
    for (let id = 3; id < 9; id++) experience.tell(evaluated(id, written([1]), scored(id / 10)));
    expect(experience.words.split('\n- ')).toHaveLength(6);
    expect(experience.words).not.toContain('invalid');
  });
});

describe('the examples of a prompt', () => {
  const known = (id: number, valAccuracy: number, source: string): Known => ({
    id,
    source,
    params: 1,
    valAccuracy,
  });
  const best = known(1, 0.9, 'tf.layers.dense units 8');
  const alike = known(2, 0.8, 'tf.layers.dense units 9');
  const unlike = known(3, 0.4, 'tf.layers.gru merge');
  const ids = (shown: readonly Known[]) => shown.map(({ id }) => id);

  it('stay as the method chose them, unless told otherwise', () => {
    expect(ids(arrange('as-published', [best, unlike], [alike]))).toEqual([1, 3]);
  });

  it('ascend, so that the best stands nearest to the answer', () => {
    expect(ids(arrange('ascending', [best, unlike, alike], []))).toEqual([3, 2, 1]);
  });

  it('are the best of the pool and the one least like it', () => {
    expect(ids(arrange('top-and-diverse', [alike, alike], [alike, unlike, best]))).toEqual([3, 1]);
    expect(ids(arrange('top-and-diverse', [alike], [alike, unlike, best]))).toEqual([1]);
  });
});

describe('rules out of a reply', () => {
  it('are its lines without bullets, numbers, headings and fences, at most five', () => {
    expect(rulesOf('Rules:\n1. Use wide kernels.\n- Pool late.\n```\n\n* a\n* b\n* c\n* d')).toEqual([
      'Use wide kernels.',
      'Pool late.',
      'a',
      'b',
      'c',
    ]);
  });
});

describe('aids to a prompt', () => {
  function setUp(switches: Partial<Switches>, style: 'chat' | 'terse' = 'chat') {
    const proposer = { ...scriptedProposer(['- Rule one.\n- Rule two.']), style };
    const context = aContext(1, proposer);
    const aids = new PromptAids({ ...OFF, ...switches }, context, new ModelWriter(context));
    const view = () => context.notes.reduce(applyNote, {}).switches;
    return { aids, context, proposer, view };
  }

  it('leave everything as it is when all are off, chance included', () => {
    const { aids, context } = setUp({});
    const before = new Rng(1);
    aids.tell(evaluated(1, written([]), scored(0.5)));
    expect(aids.pick('temperature', [0.2, 1], () => 0.7)).toBe(0.7);
    expect(aids.words).toBe('');
    expect(context.rng.float()).toBe(before.float());
    expect(context.notes).toEqual([]);
  });

  it('reward what made a child better than the best of its parents, and nothing else', () => {
    const { aids, view } = setUp({ bandit: true });
    aids.tell(evaluated(1, { kind: 'sampled' }, scored(0.5)));
    aids.tell(evaluated(2, written([1], { instruction: 'widen', temperature: 0.2 }), scored(0.6)));
    aids.tell(evaluated(3, written([1, 2], { instruction: 'widen', temperature: 1 }), scored(0.55)));
    aids.tell(evaluated(4, written([1], { instruction: 'fix', temperature: 1 }), rejected));
    expect(view()?.bandits).toEqual({
      instruction: [
        { option: 'widen', tries: 2, meanReward: 0.5 },
        { option: 'fix', tries: 1, meanReward: 0 },
      ],
      temperature: [
        { option: 0.2, tries: 1, meanReward: 1 },
        { option: 1, tries: 2, meanReward: 0 },
      ],
    });
  });

  it('have a chat model draw rules after every ten candidates, and put them into prompts', async () => {
    const { aids, proposer, view } = setUp({ scratchpad: true });
    for (let id = 1; id < 10; id++) aids.tell(evaluated(id, { kind: 'sampled' }, scored(id / 20)));
    await aids.prepare(never);
    expect(proposer.prompts).toEqual([]);
    aids.tell(evaluated(10, { kind: 'sampled' }, scored(0.9)));
    await aids.prepare(never);
    await aids.prepare(never);
    expect(proposer.prompts).toHaveLength(1);
    expect(proposer.prompts[0]).toContain('90.0 % with 1000 parameters:\n```js\nprogram 10\n```');
    expect(aids.words).toBe('Rules from earlier networks:\n- Rule one.\n- Rule two.');
    expect(view()?.rules).toEqual(['Rule one.', 'Rule two.']);
  });

  it('do not ask our small model for rules, which it could not write', async () => {
    const { aids, proposer } = setUp({ scratchpad: true }, 'terse');
    for (let id = 1; id <= 12; id++) aids.tell(evaluated(id, { kind: 'sampled' }, scored(0.5)));
    await aids.prepare(never);
    expect(proposer.prompts).toEqual([]);
  });
});

const specOf = (change: object): WritingSpec => {
  const spec = parseSpec({ strategy: { id: 'llm', islands: 2, ...change } });
  if (!spec.ok || spec.value.strategy.id !== 'llm') throw new Error('no such strategy');
  return spec.value.strategy;
};

/** Proposes its own name, and remembers what it was told. */
class Named implements Strategy {
  readonly told: number[] = [];
  readonly name: string;
  isReady = true;

  constructor(name: string) {
    this.name = name;
  }

  async ask() {
    return this.isReady ? [{ source: this.name, origin: { kind: 'sampled' as const } }] : [];
  }

  tell({ candidate }: { candidate: { id: number } }) {
    this.told.push(candidate.id);
  }
}

describe('islands', () => {
  function setUp(change: object = {}) {
    const made: Named[] = [];
    const context = aContext(1);
    const islands = new IslandModel(specOf(change), context, () => {
      const island = new Named(`island ${made.length}`);
      made.push(island);
      return island;
    });
    const teller = new Teller(islands);
    const next = async (accuracy: number) => {
      const [proposal] = await islands.ask(1, never);
      return teller.tell(proposal as Proposal, scored(accuracy));
    };
    return { made, islands, next, context };
  }

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

  it('pass over one that must be told something first', async () => {
    const { made, islands } = setUp();
    const [first] = made;
    if (first) first.isReady = false;
    expect((await islands.ask(1, never))[0]).toMatchObject({ source: 'island 1', island: 1 });
    for (const island of made) island.isReady = false;
    expect(await islands.ask(1, never)).toEqual([]);
  });

  it('tell their best to the next one after so many candidates', async () => {
    const { made, next, context } = setUp({ migrationEvery: 4 });
    for (const accuracy of [0.3, 0.2, 0.1, 0.4]) await next(accuracy);
    // The best are 1 on the first island and 4 on the second.
    expect(made.map(({ told }) => told)).toEqual([
      [1, 3, 4],
      [2, 4, 1],
    ]);
    const view = context.notes.reduce(applyNote, {}).switches;
    expect(view?.migrations).toEqual([
      { from: 0, to: 1, id: 1 },
      { from: 1, to: 0, id: 4 },
    ]);
  });

  it('begin anew from the best of a better one when they are of the worse half', async () => {
    const { made, next, context } = setUp({ resetEvery: 4 });
    for (const accuracy of [0.1, 0.2, 0.15, 0.4]) await next(accuracy);
    expect(made.map(({ name }) => name)).toEqual(['island 0', 'island 1', 'island 2']);
    expect(made[2]?.told).toEqual([4]);
    expect((await next(0.5)).source).toBe('island 2');
    expect(context.notes.reduce(applyNote, {}).switches?.resets).toEqual([{ island: 0, from: 1, id: 4 }]);
  });

  it('are all told of the networks that the first one is given, which are tried once', async () => {
    const made: Named[] = [];
    const strategy = new IslandModel(specOf({}), aContext(1), () => {
      const island = new Named(`island ${made.length}`);
      const seeds: Proposal[] =
        made.length === 0
          ? ['MLP', 'CNN'].map((name) => ({ source: name, origin: { kind: 'seed', name } }))
          : [];
      const ask = island.ask.bind(island);
      made.push(Object.assign(island, { ask: async () => (seeds.length > 0 ? seeds.splice(0, 1) : ask()) }));
      return island;
    });
    const teller = new Teller(strategy);
    const sources: string[] = [];
    for (let i = 0; i < 4; i++) {
      const [proposal] = await strategy.ask(1, never);
      sources.push(teller.tell(proposal as Proposal, scored(0.5)).source);
    }
    expect(sources).toEqual(['MLP', 'CNN', 'island 0', 'island 1']);
    expect(made.map(({ told }) => told)).toEqual([
      [1, 2, 3],
      [1, 2, 4],
    ]);
  });

  it('keep what each of them shows apart', () => {
    const niches = { kind: 'niches', networks: [[0, 0]], prompts: [] } as const;
    const views = [0, 1].reduce(
      (view, island) => applyNote(view, { method: 'llmatic', note: niches, island }),
      applyNote({}, { method: 'switches', note: { kind: 'migrated', from: 0, to: 1, id: 1 } }),
    );
    expect(views.llmatic?.networkCentroids).toHaveLength(1);
    expect(views.islands?.[0]?.llmatic?.networkCentroids).toHaveLength(1);
    const reset = applyNote(views, {
      method: 'switches',
      note: { kind: 'reset', island: 1, from: 0, id: 1 },
    });
    expect(reset.islands?.[0]).toEqual({});
    expect(reset.llmatic).toBeDefined();
  });
});

const runner = { it, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };

describe.each(['llm', 'evoprompting', 'llmatic'])('islands of %s honour the Strategy contract', (id) => {
  const spec = parseSpec({ strategy: { id, islands: 3, migrationEvery: 5, resetEvery: 12 } });
  if (!spec.ok) throw new Error(spec.error);
  const strategy: StrategySpec = spec.value.strategy;
  strategyContract(runner, (seed) => createStrategy(strategy, aContext(seed)));
});
