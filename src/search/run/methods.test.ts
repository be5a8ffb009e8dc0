import { describe, expect, it } from 'vitest';
import type { Proposal, RunEvent } from '../domain.ts';
import type { Evaluated, Evaluator, Strategy, StrategyContext, TrainingJob } from '../ports.ts';
import { parseSpec } from '../spec/spec.ts';
import { aPoint } from '../testing/architectures.ts';
import { ManualEvaluator, ruleEvaluator, textCompiler } from '../testing/fakePorts.ts';
import { foldRun } from './fold.ts';
import { Run } from './run.ts';

const TASK = { inputShape: [40, 1], classes: 10 };

/** Proposes one text after the other, and does besides what a test wants it to. */
class Told implements Strategy {
  readonly told: Evaluated[] = [];
  readonly untried: string[] = [];
  readonly said: string[] = [];
  #next = 0;

  async ask(room: number): Promise<readonly Proposal[]> {
    return Array.from({ length: room }, () => this.propose(`program ${++this.#next}`));
  }

  propose(source: string): Proposal {
    return { source, origin: { kind: 'sampled' } };
  }

  tell(evaluated: Evaluated): void {
    this.told.push(evaluated);
  }

  dropped({ source }: Proposal): void {
    this.untried.push(source);
  }
}

function setUp(
  make: (context: StrategyContext) => Strategy,
  { spec = {}, evaluator = ruleEvaluator(() => 0.5) }: { spec?: object; evaluator?: Evaluator } = {},
) {
  const parsed = parseSpec({
    strategy: { id: 'evolution' },
    budget: { unit: 'evaluations', count: 3 },
    workers: 1,
    baseline: false,
    ...spec,
  });
  if (!parsed.ok) throw new Error(parsed.error);
  const events: RunEvent[] = [];
  const run = new Run(parsed.value, TASK, {
    createStrategy: (_, context) => make(context),
    compiler: textCompiler,
    evaluator,
    clock: () => 0,
    emit: (event) => events.push(event),
    later: () => {},
    live: () => {},
  });
  return { run, events, kinds: () => events.map(({ kind }) => kind) };
}

/** Lets everything that can happen without the outside world happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

const migrated = (id: number) =>
  ({ method: 'switches', note: { kind: 'migrated', from: 0, to: 1, id } }) as const;

describe('what a method records of itself', () => {
  it('comes before the proposal that it was asked for, and after the outcome that it was told', async () => {
    const { run, kinds, events } = setUp(
      ({ record }) =>
        new (class extends Told {
          override propose(source: string) {
            record(migrated(7));
            return super.propose(source);
          }

          override tell(evaluated: Evaluated) {
            super.tell(evaluated);
            record(migrated(evaluated.candidate.id));
          }
        })(),
      { spec: { budget: { unit: 'evaluations', count: 1 } } },
    );
    await run.start();
    expect(kinds()).toEqual([
      'started',
      'method',
      'asked',
      'compiled',
      'training',
      'epoch',
      'finished',
      'placed',
      'method',
      'ended',
    ]);
    expect(foldRun(events).methods.switches?.migrations.map(({ id }) => id)).toEqual([7, 1]);
  });
});

describe('a strategy whose settings change', () => {
  const changed = (population: number) => {
    const parsed = parseSpec({ strategy: { id: 'evolution', population } });
    if (!parsed.ok) throw new Error(parsed.error);
    return { strategy: parsed.value.strategy };
  };

  it('keeps what it has learnt when it can take them over', async () => {
    const made: Told[] = [];
    const adjusted: unknown[] = [];
    const evaluator = new ManualEvaluator();
    const { run } = setUp(
      () => {
        const strategy = Object.assign(new Told(), { adjust: (spec: unknown) => adjusted.push(spec) });
        made.push(strategy);
        return strategy;
      },
      { evaluator },
    );
    const ended = run.start();
    await settle();
    run.change(changed(4));
    run.stop();
    await ended;
    expect(made).toHaveLength(1);
    expect(adjusted).toMatchObject([{ population: 4 }]);
  });

  it('is made anew and told the past when it cannot', async () => {
    const made: Told[] = [];
    const evaluator = new ManualEvaluator();
    const { run } = setUp(
      () => {
        const strategy = new Told();
        made.push(strategy);
        return strategy;
      },
      { evaluator },
    );
    const ended = run.start();
    await settle();
    evaluator.jobs[0]?.finish(0.4);
    await settle();
    run.change(changed(4));
    run.stop();
    await ended;
    expect(made).toHaveLength(2);
    expect(made[1]?.told[0]?.outcome.kind).toBe('scored');
  });

  it('hears of proposals that will not be tried after all', async () => {
    const strategy = Object.assign(new Told(), { adjust: () => {} });
    const evaluator = new ManualEvaluator();
    const { run } = setUp(() => strategy, { evaluator });
    const ended = run.start();
    await settle();
    // The first is in training, the second is ready.
    run.change(changed(4));
    expect(strategy.untried).toEqual(['program 2']);
    run.stop();
    await ended;
  });
});

describe('what a strategy is told', () => {
  it('has the learning curve of what was trained, and none of what was not', async () => {
    const strategy = new Told();
    const propose = strategy.propose.bind(strategy);
    strategy.propose = (source) => propose(source === 'program 2' ? 'a fault' : source);
    const { run } = setUp(() => strategy);
    await run.start();
    expect(strategy.told.map(({ curve }) => curve?.map(({ valAccuracy }) => valAccuracy))).toEqual([
      [0.5],
      undefined,
      [0.5],
    ]);
  });

  it('begins with the curve of the trainer that it was restarted on', async () => {
    const strategy = new Told();
    const evaluator: Evaluator = {
      ...ruleEvaluator(() => 0.5),
      async evaluate(_job, listener) {
        listener.onStart(1);
        listener.onPoint(aPoint(1, 0.1));
        listener.onStart(2);
        listener.onPoint(aPoint(1, 0.3));
        return { kind: 'failed', reason: 'trainer-lost', message: { kind: 'gpu-lost', says: 'Gone.' } };
      },
    };
    const { run } = setUp(() => strategy, {
      evaluator,
      spec: { budget: { unit: 'evaluations', count: 1 } },
    });
    await run.start();
    expect(strategy.told[0]?.curve?.map(({ valAccuracy }) => valAccuracy)).toEqual([0.3]);
  });
});

describe('weights that are inherited', () => {
  it('are kept by candidate, and a child begins with its parent’s', async () => {
    const jobs: TrainingJob[] = [];
    const evaluator = ruleEvaluator((_, job) => {
      jobs.push(job);
      return 0.5;
    });
    const strategy = Object.assign(new Told(), { inheritsWeights: true });
    strategy.propose = (source) => ({
      source,
      origin: { kind: 'sampled' },
      ...(source === 'program 2' && { inherits: 1 }),
    });
    const { run } = setUp(() => strategy, { evaluator });
    await run.start();
    expect(jobs.map(({ keepAs, startFrom }) => [keepAs, startFrom])).toEqual([
      ['1', undefined],
      ['2', '1'],
      ['3', undefined],
    ]);
  });

  it('are not kept for a strategy that does not hand them down', async () => {
    const jobs: TrainingJob[] = [];
    const evaluator = ruleEvaluator((_, job) => {
      jobs.push(job);
      return 0.5;
    });
    const { run } = setUp(() => new Told(), { evaluator });
    await run.start();
    expect(jobs.map((job) => 'keepAs' in job)).toEqual([false, false, false]);
  });
});

describe('a strategy that awaits a person', () => {
  class Obedient extends Told {
    readonly awaitsPerson = true;
    readonly #wishes: string[] = [];

    override async ask(): Promise<readonly Proposal[]> {
      const wish = this.#wishes.shift();
      return wish === undefined ? [] : [this.propose(wish)];
    }

    say(text: string, request: number): void {
      this.#wishes.push(text);
      this.said.push(`${request} ${text}`);
    }
  }

  it('is waited for, and proposes what was said until the budget is spent', async () => {
    const strategy = new Obedient();
    const { run, events } = setUp(() => strategy, {
      spec: { budget: { unit: 'evaluations', count: 2 } },
    });
    const ended = run.start();
    await settle();
    expect(foldRun(events).status).toBe('running');
    run.say('a small one');
    await settle();
    expect(foldRun(events).candidates.map(({ candidate }) => candidate.source)).toEqual(['a small one']);
    run.say('a larger one');
    await ended;
    expect(strategy.said).toEqual(['0 a small one', '1 a larger one']);
    expect(foldRun(events)).toMatchObject({
      end: { reason: 'budget' },
      said: [
        { text: 'a small one', after: 0 },
        { text: 'a larger one', after: 1 },
      ],
    });
  });

  it('keeps random search beside it in step', async () => {
    let made = 0;
    const { run, events } = setUp(() => (made++ === 0 ? new Obedient() : new Told()), {
      spec: { strategy: { id: 'chat' }, baseline: true },
    });
    const ended = run.start();
    await settle();
    const arms = () => foldRun(events).candidates.map(({ candidate }) => candidate.arm);
    expect(arms()).toEqual([]);
    run.say('one');
    await settle();
    expect(arms()).toEqual(['search', 'baseline']);
    run.stop();
    await ended;
    expect(foldRun(events).end?.reason).toBe('stopped');
  });
});

describe('screening', () => {
  const outcomes = (events: readonly RunEvent[]) => foldRun(events).candidates.map(({ outcome }) => outcome);

  it('does not train a program too much like an earlier one, which counts all the same', async () => {
    const sources = ['a b c d e f g h', 'a b c d e f g i', 'q r s t u v w x'];
    const { run, events } = setUp(
      () => Object.assign(new Told(), { ask: async () => sources.splice(0, 1).map(sampled) }),
      { spec: { screening: { novelty: 0.6 } } },
    );
    await run.start();
    // Five of the first two programs' seven different runs of three words are the same: 0.71.
    expect(outcomes(events).map((outcome) => outcome?.kind)).toEqual(['scored', 'screened', 'scored']);
    expect(outcomes(events)[1]).toMatchObject({ stage: 'novelty', of: 1 });
  });

  it('is of each arm alone, and of both', async () => {
    let tried = 0;
    const evaluator = ruleEvaluator(() => 0.9 - 0.01 * tried++);
    const { run, events } = setUp(() => new Told(), {
      evaluator,
      spec: { budget: { unit: 'evaluations', count: 7 }, baseline: true, screening: { short: 0.5 } },
    });
    await run.start();
    for (const arm of ['search', 'baseline']) {
      const ours = foldRun(events).candidates.filter(({ candidate }) => candidate.arm === arm);
      // Each does worse than all before it; five are let through to have a median.
      expect(ours.map(({ outcome }) => outcome?.kind).slice(0, 6)).toEqual([
        ...Array<string>(5).fill('scored'),
        'screened',
      ]);
    }
  });
});

it('ends trainings early on each arm alone, says what they cost, and counts them against the budget', async () => {
  let tried = 0;
  const { run, events } = setUp(() => new Told(), {
    evaluator: ruleEvaluator(() => 0.9 - 0.01 * tried++),
    spec: {
      budget: { unit: 'evaluations', count: 4 },
      baseline: true,
      // The one point of these trainings, after 10 steps, lies past the first rung: a sixteenth of 100.
      training: { length: { unit: 'steps', count: 100 } },
      estimator: { id: 'asha', reduction: 4, rungs: 2 },
    },
  });
  await run.start();
  const { candidates } = foldRun(events);
  for (const arm of ['search', 'baseline']) {
    const ours = candidates.filter(({ candidate }) => candidate.arm === arm);
    expect(ours.map(({ outcome }) => outcome?.kind)).toEqual(['scored', 'screened', 'screened', 'screened']);
    expect(ours[1]?.outcome).toMatchObject({ stage: 'halving', steps: 10 });
  }
});

const sampled = (source: string): Proposal => ({ source, origin: { kind: 'sampled' } });
