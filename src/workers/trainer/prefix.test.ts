import { expect, it } from 'vitest';
import type { CurvePoint } from '../../search/domain.ts';
import type { Dataset, Examples } from '../../search/data/dataset.ts';
import { parseProgram } from '../../search/program/syntax/parse.ts';
import { readProgram } from '../../search/program/reading/read.ts';
import { Rng } from '../../search/random/rng.ts';
import { ok } from '../../search/result.ts';
import { CELL } from '../../search/spaces/cell.ts';
import { type TrainingSpec, defaultSpec } from '../../search/spec/spec.ts';
import { Trainer } from './trainer.ts';

/** Signals of 12 points that rise or fall, and noise. */
function signals(count: number, rng: Rng): Examples {
  const y = Uint8Array.from({ length: count }, (_, i) => i % 2);
  const x = Float32Array.from(
    { length: 12 * count },
    (_, i) => (y[Math.floor(i / 12)] === 1 ? 1 : -1) * ((i % 12) / 12) + rng.float(),
  );
  return { x, y };
}

const rng = new Rng('prefix');
const dataset: Dataset = {
  id: 'signals',
  inputShape: [12, 1],
  classNames: ['falls', 'rises'],
  train: signals(60, rng),
  test: signals(10, rng),
};
const task = { inputShape: [12, 1], classes: 2 };

async function curveOf(training: Partial<TrainingSpec>): Promise<readonly CurvePoint[]> {
  const parsed = parseProgram(CELL.render([2, 1, 3, 2, 0, 1], task));
  const { architecture } = parsed.ok ? readProgram(parsed.value, task) : {};
  if (!architecture) throw new Error('the cell cannot be read');
  const trainer = new Trainer(async () => ok(dataset));
  const data = { dataset: defaultSpec().dataset, validationFraction: 0.25, seed: 1, baseUrl: '' };
  await trainer.open({ backend: 'cpu', data });
  const curve: CurvePoint[] = [];
  const job = {
    topology: architecture.topology,
    training: { ...defaultSpec().training, batchSize: 15, ...training },
    seed: 7,
  };
  await trainer.train(job, (point) => void curve.push(point));
  return curve;
}

const passes = (count: number) => ({ length: { unit: 'epochs', count } }) as const;

it('at a constant rate a short training is the beginning of a long one, to the last bit', async () => {
  const long = await curveOf({ schedule: 'constant', ...passes(4) });
  expect(long).toHaveLength(4);
  for (const count of [1, 2]) {
    expect(await curveOf({ schedule: 'constant', ...passes(count) })).toEqual(long.slice(0, count));
  }
});

it('at a rate that falls towards the end it is not', async () => {
  const long = await curveOf({ schedule: 'cosine', ...passes(4) });
  expect(await curveOf({ schedule: 'cosine', ...passes(2) })).not.toEqual(long.slice(0, 2));
});
