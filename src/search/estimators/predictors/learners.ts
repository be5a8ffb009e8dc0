import type { Rng } from '../../random/rng.ts';
import { BoostedTrees } from './boosting.ts';
import { Perceptron } from './perceptron.ts';
import type { LearnerId } from './learnerIds.ts';
import type { Predictor } from './predictor.ts';
import { Ridge } from './ridge.ts';

/** @param rng draws the first weights of those that have them */
export function newLearner(id: LearnerId, rng: Rng): Predictor {
  switch (id) {
    case 'ridge':
      return new Ridge();
    case 'trees':
      return new BoostedTrees();
    case 'perceptron':
      return new Perceptron(rng);
  }
}
