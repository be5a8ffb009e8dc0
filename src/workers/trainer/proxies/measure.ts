import type { NetworkProxy } from '../../../search/estimators/proxies.ts';
import { fisher } from './fisher.ts';
import { gradNorm, grasp, snip } from './gradients.ts';
import { jacobCov, naswot } from './linearRegions.ts';
import type { Probing } from './probing.ts';
import { synflow } from './synflow.ts';

const MEASURES: Record<NetworkProxy, (probing: Probing) => Promise<number>> = {
  grad_norm: gradNorm,
  snip,
  grasp,
  fisher,
  synflow,
  jacob_cov: jacobCov,
  naswot,
};

/**
 * A zero-cost proxy of a network, on the batch that training would begin with and with the weights as drawn.
 *
 * @returns not a finite number where the network has none
 * @throws Ending when the job is cancelled; whatever TF.js throws
 */
export const measure = (proxy: NetworkProxy, probing: Probing): Promise<number> => MEASURES[proxy](probing);
