/** What a method of shared weights will spend beside its candidates, as the form foretells it. */
import type { DartsSpec, RunSpec, SposSpec } from '../../../search/spec/spec.ts';
import { pathExamples, relaxationExamples } from '../../../search/supernet/cost.ts';

/** Input shapes of the data, as far as a form knows them before any is loaded. */
const shapeOf = ({ dataset }: Pick<RunSpec, 'dataset'>): readonly number[] =>
  dataset.id === 'mnist1d' ? [dataset.length, 1] : [28, 28, 1];

/**
 * Candidates that could be trained for the supernet, or for one relaxed search; without the looks at single cells. Undefined
 * where candidates are trained for passes over data that are not loaded yet.
 */
export function expectedCharge(
  strategy: SposSpec | DartsSpec,
  { training, ...spec }: Pick<RunSpec, 'training' | 'dataset'>,
): number | undefined {
  if (training.length.unit !== 'steps') return undefined;
  const each = training.length.count * training.batchSize;
  if (strategy.id === 'spos') return pathExamples(strategy.supernetSteps) / each;
  const task = { inputShape: shapeOf(spec), classes: 10 };
  return relaxationExamples(strategy.relaxedSteps, strategy.order, task) / each;
}
