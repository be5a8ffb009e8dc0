import type { TaskShape } from '../../../src/search/domain.ts';
import { fitPredictor } from '../fitness/predictor.ts';
import type { Known } from '../programs/draw.ts';
import type { Judged } from './pool.ts';

export type Judge = (known: Known, task: TaskShape) => Judged;

/** Accuracy that a doubling of these is worth; small, so that size only decides between equals. */
const COST_OF_PARAMS = 0.002;
/** Beyond this, a network trains too slowly to be of use in a short search; each doubling costs. */
const USUAL_FLOPS = 400_000;
const COST_OF_FLOPS = 0.01;
/** Characters; longer programs take a small model longer to write and go wrong more often. */
const USUAL_LENGTH = 1400;
const COST_OF_LENGTH = 0.03;

/**
 * Guesses what programs for short sequences are worth, from networks that our own trainer measured. Images and others
 * were not measured, and all their programs are worth the same.
 */
export function makeJudge(): Judge {
  const predict = fitPredictor();
  return (known, task) => {
    if (!isMeasured(task)) return { ...known, worth: 0 };
    const { architecture, source } = known;
    const accuracy = predict(architecture);
    const worth =
      accuracy -
      COST_OF_PARAMS * Math.log2(architecture.params) -
      COST_OF_FLOPS * Math.max(0, Math.log2(architecture.flops / USUAL_FLOPS)) -
      COST_OF_LENGTH * Math.max(0, Math.log2(source.length / USUAL_LENGTH));
    return { ...known, accuracy, worth };
  };
}

/** Near enough to MNIST-1D that what holds there may be taken to hold here. */
export const isMeasured = ({ inputShape }: TaskShape): boolean => {
  const [length = 0] = inputShape;
  return inputShape.length <= 2 && length >= 20 && length <= 80;
};
