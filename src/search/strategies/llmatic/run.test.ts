import { expect, it } from 'vitest';
import type { RunEvent } from '../../domain.ts';
import type { TrainingJob } from '../../ports.ts';
import { foldRun } from '../../run/fold.ts';
import { Run } from '../../run/run.ts';
import { parseSpec } from '../../spec/spec.ts';
import { ruleEvaluator, textCompiler } from '../../testing/fakePorts.ts';
import { aTask, scriptedProposer } from '../../testing/strategyContract.ts';
import { createStrategy } from '../registry.ts';

/** With one trainer, and proposals asked for ahead. */
async function searched(islands: number) {
  const spec = parseSpec({
    strategy: { id: 'llmatic', niches: 9, warmNetworks: 1, warmPrompts: 1, batch: 2, islands },
    budget: { unit: 'evaluations', count: 9 },
    workers: 1,
    baseline: false,
  });
  if (!spec.ok) throw new Error(spec.error);
  const events: RunEvent[] = [];
  const jobs: TrainingJob[] = [];
  const replies = Array.from({ length: 9 }, (_, i) => `\`\`\`js\nprogram ${i}\n\`\`\``);
  await new Run(spec.value, aTask, {
    createStrategy,
    // It rejects what holds `fault`, which `default` does.
    compiler: { compile: (source, task) => textCompiler.compile(source.replace('default', ''), task) },
    evaluator: ruleEvaluator((_, job) => {
      jobs.push(job);
      return 0.5;
    }),
    proposer: scriptedProposer(replies),
    clock: () => 0,
    emit: (event) => events.push(event),
    later: () => {},
    live: () => {},
  }).start();
  return { run: foldRun(events), jobs };
}

it('shows its archives and generations from a run’s events alone', async () => {
  const { run, jobs } = await searched(1);
  const { llmatic } = run.methods;
  expect(llmatic?.networkCentroids).toHaveLength(9);
  expect(llmatic?.promptCentroids).toHaveLength(9);
  expect(llmatic?.networks.size).toBe(1);
  expect(llmatic?.generations.map(({ children }) => children)).toEqual([
    [2, 3],
    [4, 5],
    [6, 7],
    [8, 9],
  ]);
  // The first child begins with the weights of the initial network.
  expect(jobs[1]).toMatchObject({ keepAs: '2', startFrom: '1' });
});

it('has each island show its own', async () => {
  const { run } = await searched(2);
  expect(run.methods.llmatic?.networkCentroids).toHaveLength(9);
  const [other] = run.methods.islands ?? [];
  expect(other?.llmatic?.networkCentroids).toHaveLength(9);
  expect(other?.llmatic?.networkCentroids).not.toEqual(run.methods.llmatic?.networkCentroids);
  // The initial network is tried once for all islands.
  expect(other?.llmatic?.generations[0]?.parents).toEqual([1]);
});
