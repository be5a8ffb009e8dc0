import type { RunMeta } from '../../search/keep/runStore.ts';
import { m } from '../messages/messages.js';
import { STRATEGY_NAMES } from './words.ts';

const DATASETS: Record<RunMeta['spec']['dataset']['id'], string> = {
  mnist1d: 'MNIST-1D',
  'fashion-mnist': 'Fashion-MNIST',
};

/** What a kept run is called: its name, else its method, data and seed. */
export const runTitle = ({ name, spec }: Pick<RunMeta, 'name' | 'spec'>): string =>
  name ??
  m.keep_title({
    method: STRATEGY_NAMES[spec.strategy.id](),
    dataset: DATASETS[spec.dataset.id],
    seed: spec.seed,
  });
