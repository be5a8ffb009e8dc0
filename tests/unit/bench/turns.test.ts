import { expect, test } from 'vitest';
import { leastSeconds, scaled, turnsFor } from '../../../scripts/bench/budget.ts';
import { TASKS } from '../../../scripts/bench/tasks.ts';
import { stepsFor, takeTurns, warmUp } from '../../../scripts/bench/turns.ts';

/** A side whose steps all take as long, and that notes in a common list how many it was asked for. */
const sideOf = (name: string, ms: number, asked: string[]) => ({
  time: async (steps: number) => {
    asked.push(`${name} ${steps}`);
    return ms;
  },
});

test('runs alternate, each of as many steps as fill its time', async () => {
  const asked: string[] = [];
  const stepMs = { ours: 10, peer: 25 };
  const turns = { rounds: 2, runMs: 100 };
  const pairs = await takeTurns(sideOf('ours', 10, asked), sideOf('peer', 25, asked), stepMs, turns);
  expect(asked).toEqual(['ours 10', 'peer 4', 'ours 10', 'peer 4']);
  expect(pairs).toEqual([stepMs, stepMs]);
});

test('a run has several steps, but one where a step takes over a second', () => {
  expect(stepsFor(700, 100)).toBe(2);
  expect(stepsFor(1500, 100)).toBe(1);
  expect(stepsFor(0.01, 100)).toBe(200);
});

test('warming up takes no more steps when they are slow', async () => {
  const asked: string[] = [];
  expect(await warmUp(sideOf('slow', 400, asked), 450, 250)).toBe(450);
  expect(await warmUp(sideOf('fast', 4, asked), 5, 250)).toBe(4);
  expect(asked).toEqual(['fast 50']);
});

test('however little time is left, there are five runs of each', () => {
  expect(turnsFor(true, 0, 18).rounds).toBe(5);
  expect(turnsFor(true, -100, 18).rounds).toBe(5);
  expect(turnsFor(false, 1, 0).rounds).toBe(5);
});

test('the cost of a large batch is told from a small one', () => {
  expect(scaled({ batch: 32, ms: 10 }, 128)).toBe(40);
  // 8 steps of each, and a second to begin with.
  expect(leastSeconds({ ours: 500, peer: 1500 })).toBe(17);
});

test('PyTorch stands beside every network and batch before anything else, and nothing is compared twice', () => {
  const required = TASKS.filter((task) => task.required);
  expect(required).toHaveLength(18);
  expect(TASKS.slice(0, 18)).toEqual(required);
  expect(required.every(({ backend, peer }) => backend === 'wasm' && peer === 'pytorch')).toBe(true);
  const names = TASKS.map(({ net, backend, batch, peer }) => `${net} ${backend} ${batch} ${peer}`);
  expect(new Set(names).size).toBe(names.length);
});
