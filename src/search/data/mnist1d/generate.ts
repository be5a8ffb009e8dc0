import { type Result, err, ok } from '../../result.ts';
import type { Mnist1dSpec } from '../../spec/spec.ts';
import type { Dataset, Examples } from '../dataset.ts';
import type { Told } from '../../told/told.ts';
import type { DatasetFault } from '../fault.ts';
import { RandomState } from './randomState.ts';
import { TEMPLATES } from './templates.ts';
import { signalLength, transform } from './transform.ts';

/**
 * MNIST-1D (Greydanus and Kobak 2024, "Scaling down deep learning with MNIST-1D"): ten classes of noisy strokes,
 * inputShape [length, 1], standardised over train and test together as published. The defaults with seed 42 give
 * the published arrays to within floating-point rounding; any other seed gives fresh data of the same kind.
 */
export function generateMnist1d(spec: Mnist1dSpec): Result<Dataset, DatasetFault> {
  const fault = contradiction(spec);
  if (fault !== undefined) return err({ kind: 'parameters', message: fault });

  const random = new RandomState(spec.seed);
  const perClass = spec.samples / TEMPLATES.length;
  const signals = TEMPLATES.flatMap((template) =>
    Array.from({ length: perClass }, () => transform(template, spec, random)),
  );
  const rows = random.permutation(signals.length);
  const columns = spec.shuffleSequence ? random.permutation(spec.length) : undefined;

  const x = new Float64Array(spec.samples * spec.length);
  rows.forEach((row, i) => {
    const signal = signals[row] as Float64Array;
    x.set(
      columns ? Float64Array.from(columns, (column) => signal[column] as number) : signal,
      i * spec.length,
    );
  });
  const y = Uint8Array.from(rows, (row) => Math.floor(row / perClass));
  standardise(x);

  const trainCount = Math.floor((spec.samples * 4) / 5);
  const part = (from: number, to: number): Examples => ({
    x: Float32Array.from(x.subarray(from * spec.length, to * spec.length)),
    y: y.slice(from, to),
  });
  return ok({
    id: spec.id,
    inputShape: [spec.length, 1],
    classNames: TEMPLATES.map((_, digit) => String(digit)),
    train: part(0, trainCount),
    test: part(trainCount, spec.samples),
  });
}

/** What no single field shows to be wrong. */
function contradiction(spec: Mnist1dSpec): Told | undefined {
  if (spec.paddingMin > spec.paddingMax) {
    return { kind: 'paddings-crossed', smallest: spec.paddingMin, largest: spec.paddingMax };
  }
  if (spec.maxTranslation > signalLength(spec)) {
    return { kind: 'shift-too-long', points: spec.maxTranslation, length: signalLength(spec) };
  }
  return undefined;
}

/** To mean 0 and deviation 1 over all values, in place. */
function standardise(x: Float64Array): void {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
  const deviation = Math.sqrt(variance);
  x.forEach((value, i) => (x[i] = (value - mean) / deviation));
}
