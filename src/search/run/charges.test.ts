import { describe, expect, it } from 'vitest';
import type { Arm, Proposal, RunEvent } from '../domain.ts';
import type { Strategy, StrategyContext } from '../ports.ts';
import { parseSpec } from '../spec/spec.ts';
import { ruleEvaluator, textCompiler } from '../testing/fakePorts.ts';
import { placesOf, spentWith } from './charges.ts';
import { foldRun } from './fold.ts';
import { Run } from './run.ts';

/** Ten steps of 128 examples. */
const TRAINING = { batchSize: 128, length: { unit: 'steps', count: 10 } };
const TASK = { inputShape: [40, 1], classes: 2, labelCounts: [100, 100] };

/** Charges for each of its first proposals what a list says, in examples. */
class Costly implements Strategy {
  readonly #context: StrategyContext;
  readonly #costs: number[];
  #asked = 0;

  constructor(context: StrategyContext, costs: readonly number[]) {
    this.#context = context;
    this.#costs = [...costs];
  }

  async ask(): Promise<readonly Proposal[]> {
    const examples = this.#costs.shift();
    if (examples !== undefined) this.#context.charge({ examples, steps: 7, ms: 5 });
    this.#asked += 1;
    return [{ source: `program ${this.#asked}`, origin: { kind: 'sampled' } }];
  }

  tell(): void {}
}

async function runWith(costs: readonly number[], spec: object = {}) {
  const parsed = parseSpec({
    strategy: { id: 'evolution' },
    budget: { unit: 'evaluations', count: 6 },
    training: TRAINING,
    workers: 1,
    ...spec,
  });
  if (!parsed.ok) throw new Error(parsed.error);
  const events: RunEvent[] = [];
  const run = new Run(parsed.value, TASK, {
    createStrategy: ({ id }, context) => new Costly(context, id === 'random' ? [] : costs),
    compiler: textCompiler,
    evaluator: ruleEvaluator(() => 0.5),
    clock: () => 0,
    emit: (event) => events.push(event),
    later: () => {},
    live: () => {},
  });
  await run.start();
  return events;
}

const order = (events: readonly RunEvent[]): string =>
  events.flatMap((event) => (event.kind === 'asked' ? [event.candidate.arm[0]] : [])).join('');

const tried = (events: readonly RunEvent[], arm: Arm) =>
  events.filter((event) => event.kind === 'asked' && event.candidate.arm === arm).length;

describe('what is spent beside candidates', () => {
  it('takes as many places of the budget as candidates could have been trained for it', async () => {
    // 2.5 candidates of 1,280 examples, of which the half is a place that cannot be filled.
    const events = await runWith([2.5 * 1280]);
    expect(tried(events, 'search')).toBe(3);
    expect(tried(events, 'baseline')).toBe(6);
    expect(foldRun(events).charges).toEqual([{ arm: 'search', candidates: 2.5, steps: 7, ms: 5, after: 0 }]);
    expect(placesOf(6, foldRun(events), 'search')).toBe(3);
  });

  it('is part of what every candidate after it has cost, of its own arm alone', async () => {
    const { candidates, charges } = foldRun(await runWith([1280, 0, 1.5 * 1280]));
    const spent = spentWith(candidates, charges);
    const of = (arm: Arm) => spent.filter((_, at) => candidates[at]?.candidate.arm === arm);
    // One before the first, one and a half before the third.
    expect(of('search')).toEqual([2, 3, 5.5]);
    expect(of('baseline')).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('lets the other side catch up first', async () => {
    expect(order(await runWith([2.5 * 1280]))).toBe('sbbbbsbsb');
    expect(order(await runWith([]))).toBe('sbsbsbsbsbsb');
  });

  it('adds up over the proposals that it comes with', async () => {
    expect(tried(await runWith([1280, 0.5 * 1280, 0.5 * 1280]), 'search')).toBe(4);
  });

  it('leaves one network to be tried, however much it was', async () => {
    const events = await runWith([100 * 1280]);
    expect(tried(events, 'search')).toBe(1);
    expect(tried(events, 'baseline')).toBe(6);
  });

  it('is measured by the training as it is: shorter by its estimator, or counted in passes', async () => {
    const charged = async (spec: object) => foldRun(await runWith([1280], spec)).charges[0]?.candidates;
    expect(await charged({ estimator: { id: 'low-fidelity', stepShare: 0.5 } })).toBe(2);
    // 200 examples are held out, an eighth of all, so that 1,400 are trained on.
    const epochs = { ...TRAINING, length: { unit: 'epochs', count: 2 } };
    expect(await charged({ training: epochs })).toBeCloseTo(1280 / 2800, 12);
  });
});
