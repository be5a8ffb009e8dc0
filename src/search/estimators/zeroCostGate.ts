import { type Screened, percent, screened } from '../screening/screened.ts';
import type { EstimatorOf } from '../spec/estimator.ts';
import { NETWORK_PROXIES, type NetworkProxy, type Probe, VOTERS, type ZeroCostProxy } from './proxies.ts';
import { rankVote } from './rankVote.ts';

/** Networks that are let through before there are ranks worth the name. */
const START_UPS = 5;

/** What is known of a network without training it. */
export interface Untrained {
  readonly params: number;
  readonly flops: number;
  readonly probe: Probe;
}

/**
 * Lets through what ranks among the best by a zero-cost proxy, or by the vote of three, of all that came so far (Abdelfattah et
 * al. 2021, section 4.2, whose warm-up ranks a pool at once; here candidates come one by one). What has no such figure is let
 * through, since nothing is known of it.
 */
export class ZeroCostGate {
  readonly #spec: EstimatorOf<'zero-cost'>;
  /** One list for each proxy that decides. */
  readonly #seen: Map<ZeroCostProxy, number[]>;
  #count = 0;

  constructor(spec: EstimatorOf<'zero-cost'>) {
    this.#spec = spec;
    const deciding = spec.proxy === 'vote' ? VOTERS : [spec.proxy];
    this.#seen = new Map(deciding.map((proxy) => [proxy, []]));
  }

  /** What has to be measured on the network itself. */
  get wanted(): readonly NetworkProxy[] {
    return NETWORK_PROXIES.filter((proxy) => this.#spec.measureAll || this.#seen.has(proxy));
  }

  /** @returns why it is not to be trained */
  judge(network: Untrained): Screened | undefined {
    const values = [...this.#seen.keys()].map((proxy) => figureOf(network, proxy));
    if (values.every((value) => value === undefined)) return undefined;
    [...this.#seen.values()].forEach((list, i) => list.push(values[i] ?? NaN));
    this.#count += 1;
    if (this.#count <= START_UPS) return undefined;
    const { proxy, keep } = this.#spec;
    const points = rankVote([...this.#seen.values()]);
    const places = Math.ceil(keep * this.#count);
    const own = points.at(-1) ?? 0;
    if (points.filter((other) => other > own).length < places) return undefined;
    if (proxy === 'vote') return outvoted(own / (this.#count - 1), keep);
    const [list = []] = this.#seen.values();
    const bar = list.filter(Number.isFinite).toSorted((a, b) => b - a)[places - 1] ?? 0;
    return outranked(proxy, values[0] ?? NaN, bar);
  }
}

function figureOf({ params, flops, probe }: Untrained, proxy: ZeroCostProxy): number | undefined {
  if (proxy === 'params') return params;
  return proxy === 'flops' ? flops : probe[proxy]?.value;
}

const outranked = (proxy: ZeroCostProxy, value: number, bar: number): Screened =>
  screened(
    'zero-cost',
    `Its ${proxy} before training is ${value.toPrecision(3)}; the networks that rank high enough have ${bar.toPrecision(3)} or more.`,
    { value, bar, proxy },
  );

const outvoted = (share: number, keep: number): Screened =>
  screened(
    'zero-cost',
    `By ${VOTERS.join(', ')} together it is ahead of ${percent(share)} of the networks before training; about ${percent(1 - keep)} are needed.`,
    { value: share, bar: 1 - keep, proxy: 'vote' },
  );
