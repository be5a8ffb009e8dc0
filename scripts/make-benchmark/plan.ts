/** What MNIST-1D-Bench is made of: which networks, trained how. */
import { Rng } from '../../src/search/random/rng.ts';
import { type CellNetwork, cellNetworks } from '../../src/search/spaces/canonicalCell.ts';
import { BENCHMARK } from '../../src/search/spaces/cell.ts';
import { parse } from 'valibot';
import { datasetSchema } from '../../src/search/spec/dataset.ts';
import type { TrainingSpec } from '../../src/search/spec/spec.ts';

/** Passes over the training data. */
export const EPOCHS = 16;
/** Passes after which a training counts as one of its own: an eighth, a quarter and half of it, and all. */
export const FIDELITIES = [2, 4, 8, EPOCHS];
/** Of the weights and of the order of the batches. Proxies are measured with the first. */
export const SEEDS = [1, 2, 3];

/** One split for all seeds, so that they differ by initialisation and batches alone. */
export const DATA = {
  dataset: parse(datasetSchema, { id: 'mnist1d' }),
  /** 1,000 of 4,000: with half as many, luck in the split would blur the order of the networks. */
  validationFraction: 0.25,
  seed: 1,
} as const;

/**
 * A constant rate with the batch of the MNIST-1D notebook (Greydanus and Kobak 2024): with a rate that falls towards the
 * training's end, a short training would not be the beginning of a long one. The rate is twice the notebook's, since the
 * training is a twelfth as long.
 */
export const TRAINING: TrainingSpec = {
  optimizer: 'adamw',
  learningRate: 0.02,
  schedule: 'constant',
  weightDecay: 0.0001,
  momentum: 0.9,
  batchSize: 100,
  length: { unit: 'epochs', count: EPOCHS },
};

/** All networks in a random order that is always the same, so that a benchmark that ends early has a fair sample. */
export const plannedNetworks = (): readonly CellNetwork[] =>
  new Rng('MNIST-1D-Bench').shuffle(cellNetworks(BENCHMARK));
