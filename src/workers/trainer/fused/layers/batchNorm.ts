import { type Variable, ones, tidy, zeros } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { BATCH_NORM, batchNorm } from '../ops/batchNorm.ts';
import { has } from '../kernel.ts';
import { type Inputs, type Keywords, type Weight, classOf, only } from './base.ts';

interface BatchNormLayer extends layers.Layer {
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly gamma: Weight | undefined;
  readonly beta: Weight | undefined;
  readonly movingMean: Weight;
  readonly movingVariance: Weight;
}

/** TF.js's batch normalisation, in training as one kernel where there is one. */
export class FusedBatchNormalization extends classOf<BatchNormLayer>(layers.batchNormalization()) {
  override call(inputs: Inputs, keywords: Keywords) {
    const x = only(inputs);
    const last = this.axis === -1 || this.axis === x.rank - 1;
    if (!keywords['training'] || !last || !has(BATCH_NORM)) return super.call(inputs, keywords);
    const channels = [x.shape.at(-1) ?? 1];
    return tidy(() =>
      batchNorm(
        x,
        this.gamma?.read() ?? ones(channels),
        this.beta?.read() ?? zeros(channels),
        this.movingMean.read() as Variable,
        this.movingVariance.read() as Variable,
        { epsilon: this.epsilon, momentum: this.momentum },
      ),
    );
  }
}
