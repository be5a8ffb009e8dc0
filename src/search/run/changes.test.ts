/** What is changed while a run is under way: an event of its own, and true of the next candidate. */
import { describe, expect, it } from 'vitest';
import type { Arm, RunEvent } from '../domain.ts';
import { editInEnglish } from '../edits/english.ts';
import { parseSpec, type SpecPatch } from '../spec/spec.ts';
import { createStrategy } from '../strategies/registry.ts';
import { ManualEvaluator } from '../testing/fakePorts.ts';
import { TASK, author, chance, layerModel, supernet, variedCompiler } from '../testing/methodRuns.ts';
import { foldRun } from './fold.ts';
import { Run } from './run.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve));

const specOf = (spec: object) => {
  const parsed = parseSpec({
    workers: 1,
    baseline: false,
    budget: { unit: 'evaluations', count: 40 },
    ...spec,
  });
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

/** A run in which so many have been trained and one is in training, when it is changed; then it goes on for some more. */
async function changed(before: object, after: object, trained: number, more = 3) {
  const evaluator = new ManualEvaluator();
  const events: RunEvent[] = [];
  const spec = specOf(before);
  const run = new Run(spec, TASK, {
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
  void run.start();
  const train = async (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      await settle();
      const job = evaluator.jobs[i];
      job?.finish(chance(job.source));
      await settle();
    }
  };
  await train(0, trained);
  const known = foldRun(events).candidates.length;
  const now = specOf({ ...before, ...after });
  const keys = Object.keys(after) as (keyof SpecPatch)[];
  const patch: SpecPatch = Object.fromEntries(keys.map((key) => [key, now[key]]));
  run.change(patch);
  await settle();
  await train(trained, trained + more);
  const open = evaluator.jobs.length - (trained + more);
  run.stop();
  const { candidates, changes } = foldRun(events);
  expect(changes.map((each) => each.patch)).toEqual([patch]);
  return {
    candidates: candidates.map(({ candidate }) => candidate),
    next: candidates.slice(known).map(({ candidate }) => candidate.origin),
    jobs: evaluator.jobs,
    open,
  };
}

describe('changed while a run is under way', () => {
  it('a temperature is that of the next reply', async () => {
    const llm = { id: 'llm', population: 4, temperature: 0.7 };
    const { next } = await changed({ strategy: llm }, { strategy: { ...llm, temperature: 0.2 } }, 8);
    expect(next.length).toBeGreaterThan(2);
    for (const origin of next) expect(origin).toMatchObject({ kind: 'written', temperature: 0.2 });
  });

  it('the edits of a child are as many as that from the next child on', async () => {
    const evolution = { id: 'evolution', population: 4 };
    const { next } = await changed({ strategy: evolution }, { strategy: { ...evolution, edits: 3 } }, 8);
    expect(next.length).toBeGreaterThan(2);
    for (const origin of next) {
      expect(origin.kind).toBe('mutated');
      if (origin.kind === 'mutated') expect(origin.edits).toHaveLength(3);
    }
  });

  it('the share of mutations holds for the next individual of GPT-NAS', async () => {
    const gptnas = { id: 'gptnas', population: 6, predictor: 'none', crossover: 0, mutation: 0 };
    const { next } = await changed(
      { strategy: gptnas },
      { strategy: { ...gptnas, mutation: 1, crossover: 1 } },
      8,
      6,
    );
    expect(next.length).toBeGreaterThan(3);
    for (const origin of next) {
      expect(origin.kind).toBe('assembled');
      if (origin.kind === 'assembled') expect(origin.edits.map(editInEnglish).join()).toContain('mutation:');
    }
  });

  it('the share of mutations holds for the next generation of LLMatic', async () => {
    const llmatic = { id: 'llmatic', niches: 8, batch: 2, warmNetworks: 1, warmPrompts: 1, mutation: 1 };
    const { next } = await changed({ strategy: llmatic }, { strategy: { ...llmatic, mutation: 0 } }, 12, 8);
    const asked = next.map((origin) => (origin.kind === 'written' ? origin.instruction : origin.kind));
    expect(asked.filter((each) => each === 'combine' || each === 'fix').length).toBeGreaterThan(3);
  });

  it('random search beside a strategy draws from its space, and follows it into another', async () => {
    const strategy = { id: 'tpe', space: 'chain', startups: 3 };
    const both = await changed(
      { strategy, baseline: true },
      { strategy: { ...strategy, space: 'cell' } },
      6,
      6,
    );
    const spaces = (arm: Arm) =>
      both.candidates.flatMap(({ arm: its, origin }) =>
        its === arm ? [origin.kind === 'chosen' ? origin.space : origin.kind] : [],
      );
    for (const arm of ['search', 'baseline'] as const) {
      expect(new Set(spaces(arm))).toEqual(new Set(['chain', 'cell']));
      expect(spaces(arm)).toEqual(spaces(arm).toSorted().reverse());
    }
  });

  it('the training is that of the next network', async () => {
    const { jobs } = await changed(
      { strategy: { id: 'random' } },
      { training: { length: { unit: 'steps', count: 7 } } },
      2,
    );
    expect(jobs.map(({ training }) => training.length.count)).toEqual([400, 400, 400, 7, 7, 7]);
  });

  it('the workers train as many at once from the next network on', async () => {
    const { open } = await changed({ strategy: { id: 'random' } }, { workers: 3 }, 2);
    expect(open).toBe(3);
  });
});
