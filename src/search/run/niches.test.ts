/** What a person makes of niches, in whole runs of every method. */
import { describe, expect, it } from 'vitest';
import type { CandidateId, Origin, RunEvent } from '../domain.ts';
import { parseSpec } from '../spec/spec.ts';
import { createStrategy } from '../strategies/registry.ts';
import { ManualEvaluator, ruleEvaluator } from '../testing/fakePorts.ts';
import {
  METHODS,
  TASK,
  author,
  chance,
  layerModel,
  supernet,
  variedCompiler,
} from '../testing/methodRuns.ts';
import { foldRun } from './fold.ts';
import { Run } from './run.ts';

function begin(spec: object, evaluator: ManualEvaluator | ReturnType<typeof ruleEvaluator>) {
  const parsed = parseSpec({ workers: 1, baseline: false, ...spec });
  if (!parsed.ok) throw new Error(parsed.error);
  const events: RunEvent[] = [];
  const run = new Run(parsed.value, TASK, {
    createStrategy,
    compiler: variedCompiler,
    evaluator,
    proposer: author(),
    layerModel,
    supernet,
    clock: () => 0,
    later: () => {},
    emit: (event) => events.push(event),
    live: () => {},
  });
  return { run, events };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** Runs to its end, one training after the other; before each training ends, something may be done to the run. */
async function driven(spec: object, acts: Readonly<Record<number, (run: Run, events: RunEvent[]) => void>>) {
  const evaluator = new ManualEvaluator();
  const { run, events } = begin(spec, evaluator);
  const ended = run.start();
  for (let i = 0; foldRun(events).status !== 'ended'; i++) {
    await settle();
    acts[i]?.(run, events);
    const job = evaluator.jobs[i];
    if (!job) break;
    job.finish(chance(job.source));
    await settle();
  }
  await ended;
  return events;
}

const parentsOf = (origin: Origin): readonly CandidateId[] =>
  origin.kind === 'mutated' ? [origin.parent] : 'parents' in origin ? origin.parents : [];

/** Cell of the best of the search so far. */
function bestCell(events: readonly RunEvent[]) {
  const best = foldRun(events)
    .candidates.filter(({ candidate, placement }) => candidate.arm === 'search' && placement)
    .toSorted((a, b) => accuracyOf(b) - accuracyOf(a))[0];
  if (!best?.placement) throw new Error('nothing was placed yet');
  return best.placement.cell;
}

const accuracyOf = ({ outcome }: ReturnType<typeof foldRun>['candidates'][number]): number =>
  outcome?.kind === 'scored' ? outcome.valAccuracy : 0;

const closeBest = (run: Run, events: RunEvent[]) => run.setNiche(bestCell(events), 'closed');

/** When what was begun before is done with: prompts and generations have up to four children. */
const LATER = 10;

const breeding = Object.entries(METHODS).filter(([name]) => name !== 'random search');

describe.each(breeding)('%s', (_, method) => {
  const spec = { ...method, budget: { unit: 'evaluations', count: 40 } };

  it('breeds from no closed niche, and goes on', { timeout: 30_000 }, async () => {
    const events = await driven(spec, { 6: closeBest });
    const closed = events.findIndex(({ kind }) => kind === 'niche');
    const before = foldRun(events.slice(0, closed)).candidates.length;
    const { candidates, niches, end } = foldRun(events);
    expect(end?.reason).toBe('budget');
    const [cell] = niches.keys();
    const inClosed = (id: CandidateId) => candidates[id - 1]?.placement?.cell.join(',') === cell;
    const later = candidates.slice(before + LATER).filter(({ candidate }) => candidate.arm === 'search');
    const parents = later.flatMap(({ candidate }) => parentsOf(candidate.origin));
    expect(later.length).toBeGreaterThan(3);
    expect(parents.filter(inClosed)).toEqual([]);
  });

  it('ends as it would have ended where it is cut off and gone on with', { timeout: 30_000 }, async () => {
    const events = await driven(spec, {
      8: closeBest,
      12: (run, past) => run.setNiche(bestCell(past), 'favoured'),
      16: (run, past) => run.setNiche(bestCell(past), 'open'),
    });
    const last = events.findLastIndex(({ kind }) => kind === 'niche');
    const cut = events.findIndex(({ kind }, i) => i > last + 6 && kind === 'training') + 1;
    const rule = ruleEvaluator((source) => chance(source));
    const { run, events: rest } = begin(spec, {
      ...rule,
      evaluate: (job, listener, signal) => rule.evaluate(job, { ...listener, onPoint() {} }, signal),
    });
    await run.restore(events.slice(0, cut));
    await run.start();
    const again = foldRun([...events.slice(0, cut), ...rest]);
    const once = foldRun(events);
    expect(again.niches).toEqual(once.niches);
    expect(again.notices).toEqual(once.notices);
    expect(again.candidates.map(({ candidate }) => candidate)).toEqual(
      once.candidates.map(({ candidate }) => candidate),
    );
  });
});

describe('the random baseline', () => {
  it('is not touched by what a person makes of niches', async () => {
    const spec = { ...METHODS['evolution beside random search'], budget: { unit: 'evaluations', count: 14 } };
    const baseline = (events: readonly RunEvent[]) =>
      foldRun(events).candidates.flatMap(({ candidate }) =>
        candidate.arm === 'baseline' ? [candidate.source] : [],
      );
    const search = (events: readonly RunEvent[]) =>
      foldRun(events).candidates.flatMap(({ candidate }) =>
        candidate.arm === 'search' ? [candidate.source] : [],
      );
    const left = await driven(spec, {});
    const closed = await driven(spec, { 12: closeBest });
    expect(baseline(closed)).toEqual(baseline(left));
    expect(search(closed)).not.toEqual(search(left));
  });
});
