import { layers } from '@tensorflow/tfjs-layers';
import { DENSE, dense } from '../ops/dense.ts';
import { has } from '../kernel.ts';
import { type FilterLayer, type Inputs, type Keywords, activated, classOf, only } from './base.ts';

/** TF.js's dense layer, as one kernel where there is one. */
export class FusedDense extends classOf<FilterLayer>(layers.dense({ units: 1 })) {
  override call(inputs: Inputs, keywords: Keywords) {
    if (!has(DENSE)) return super.call(inputs, keywords);
    return activated(this, (activation) =>
      dense(only(inputs), this.kernel.read(), this.bias?.read(), activation),
    );
  }
}
