import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Architecture } from '../../../src/search/domain.ts';
import { parseProgram } from '../../../src/search/program/syntax/parse.ts';
import { readProgram } from '../../../src/search/program/reading/read.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { featuresOf } from './features.ts';
import { type Example, Forest } from './forest.ts';
import { MNIST1D } from './plan.ts';

/** Programs for MNIST-1D that were trained, with the validation accuracy that each came to, 0-1. */
export function measuredPrograms(): readonly { readonly source: string; readonly valAccuracy: number }[] {
  const text = readFileSync(join(process.cwd(), 'scripts/pretrain/fitness/fitness.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { source: string; valAccuracy?: number })
    .flatMap(({ source, valAccuracy }) => (valAccuracy === undefined ? [] : [{ source, valAccuracy }]));
}

const measuredExamples = (): readonly Example[] =>
  measuredPrograms().flatMap(({ source, valAccuracy }) => {
    const architecture = architectureOf(source);
    return architecture ? [{ features: featuresOf(architecture), value: valAccuracy }] : [];
  });

function architectureOf(source: string): Architecture | undefined {
  const parsed = parseProgram(source);
  return parsed.ok ? readProgram(parsed.value, MNIST1D).architecture : undefined;
}

/** Guesses the validation accuracy of a network for MNIST-1D at low fidelity, 0-1. */
export function fitPredictor(): (architecture: Architecture) => number {
  const forest = new Forest(measuredExamples(), new Rng('forest'));
  return (architecture) => forest.predict(featuresOf(architecture));
}

/** Rank correlation of guesses and measurements over folds that were left out of the fit. */
export function crossValidate(folds: number): { readonly spearman: number; readonly meanError: number } {
  const examples = measuredExamples();
  const guesses = examples.map(() => 0);
  for (let fold = 0; fold < folds; fold++) {
    const forest = new Forest(
      examples.filter((_, i) => i % folds !== fold),
      new Rng(`fold/${fold}`),
    );
    for (const [i, { features }] of examples.entries()) {
      if (i % folds === fold) guesses[i] = forest.predict(features);
    }
  }
  const values = examples.map(({ value }) => value);
  const errors = values.map((value, i) => Math.abs(value - (guesses[i] ?? 0)));
  return {
    spearman: correlation(ranks(guesses), ranks(values)),
    meanError: errors.reduce((sum, error) => sum + error, 0) / errors.length,
  };
}

function ranks(values: readonly number[]): readonly number[] {
  const order = values.map((_, i) => i).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const result = values.map(() => 0);
  order.forEach((index, rank) => (result[index] = rank));
  return result;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = a.reduce((sum, x) => sum + x, 0) / a.length;
  const meanB = b.reduce((sum, x) => sum + x, 0) / b.length;
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  a.forEach((x, i) => {
    const y = b[i] ?? 0;
    product += (x - meanA) * (y - meanB);
    squareA += (x - meanA) ** 2;
    squareB += (y - meanB) ** 2;
  });
  return product / Math.sqrt(squareA * squareB);
}
