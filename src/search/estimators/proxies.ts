/** Figures of a network that hint at its worth without any training. Higher is taken for better. */

/** What is measured on one batch, before the first step; their definitions stand with the trainer. */
export const NETWORK_PROXIES = [
  'grad_norm',
  'snip',
  'grasp',
  'fisher',
  'synflow',
  'jacob_cov',
  'naswot',
] as const;
export type NetworkProxy = (typeof NETWORK_PROXIES)[number];

/** With those that are known from the architecture alone. */
export const ZERO_COST_PROXIES = [...NETWORK_PROXIES, 'params', 'flops'] as const;
export type ZeroCostProxy = (typeof ZERO_COST_PROXIES)[number];

export interface Measured {
  /** Absent where the network has none: it is not finite, or not defined for such a network. */
  readonly value?: number;
  /** Milliseconds that it took to build the network and to measure. */
  readonly ms: number;
}

/** What was asked for, and found; `one_shot` is the validation accuracy with the weights of a supernet, 0–1. */
export type Probe = Readonly<Partial<Record<NetworkProxy | 'one_shot', Measured>>>;

/** Those whose majority ranks best of all (Abdelfattah et al. 2021, section 5). */
export const VOTERS = ['synflow', 'jacob_cov', 'snip'] as const satisfies readonly NetworkProxy[];
