/** What a benchmark says of itself: what was trained how, and where. */
import * as v from 'valibot';
import { NETWORK_PROXIES } from '../estimators/proxies.ts';
import { datasetSchema } from '../spec/dataset.ts';
import { trainingSchema } from '../spec/spec.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** One of the machines, or states of the sources, that it was made with. */
const environmentSchema = v.object({
  commit: v.string(),
  tfjs: v.string(),
  backend: v.picklist(['wasm']),
  browser: v.string(),
  node: v.string(),
  system: v.string(),
  processor: v.string(),
});
export type BenchmarkEnvironment = v.InferOutput<typeof environmentSchema>;

export const cardSchema = v.object({
  name: v.string(),
  space: v.picklist(['benchmark']),
  inputShape: v.array(count),
  classes: count,
  dataset: datasetSchema,
  validationFraction: v.number(),
  /** Of the split, one for all trainings. */
  splitSeed: v.pipe(v.number(), v.integer()),
  examples: v.object({ train: count, validation: count, test: count }),
  training: trainingSchema,
  /** As a run's seed would seed weights and batches. */
  seeds: v.pipe(v.array(v.pipe(v.number(), v.integer())), v.minLength(1)),
  /** Over the training examples; the curve has a point after each. */
  passes: count,
  stepsPerPass: count,
  /** Passes of each fidelity, ascending; the last is the full training. */
  fidelities: v.pipe(v.array(count), v.minLength(1)),
  proxies: v.array(v.picklist(NETWORK_PROXIES)),
  /** Networks that are in the table, and that the space has. */
  networks: count,
  planned: count,
  environments: v.array(environmentSchema),
  /** ISO 8601 days of the first and the last training. */
  made: v.tuple([v.string(), v.string()]),
});
export type BenchmarkCard = v.InferOutput<typeof cardSchema>;
