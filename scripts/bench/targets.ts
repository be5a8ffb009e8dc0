/** What the project promises of its speed, and whether it is so. */
import type { BackendName } from '../../src/search/domain.ts';
import { NETS, type NetName, type PeerName } from './names.ts';
import type { MeasuredRow, SearchRow } from './rows.ts';

export interface Verdict {
  readonly promise: string;
  /** In words, of the case that is furthest from the promise. */
  readonly found: string;
  readonly met: boolean;
}

interface Promised {
  readonly promise: string;
  readonly backend: BackendName;
  readonly peer: PeerName;
  readonly nets: readonly NetName[];
  /** What is looked at, and how large it may be: by default the ratio of times. */
  readonly figure?: (row: MeasuredRow) => number | null;
  readonly most: number;
}

/** The part of the peer's dispatches that ours takes. */
const dispatches = ({ dispatchesPerStep, peerDispatches }: MeasuredRow) =>
  dispatchesPerStep === null || peerDispatches === null ? null : dispatchesPerStep / peerDispatches;

const wasm = (promise: string, peer: PeerName, nets: readonly NetName[], most: number): Promised => ({
  promise,
  backend: 'wasm',
  peer,
  nets,
  most,
});

const PROMISES: readonly Promised[] = [
  wasm("MLP and MNIST-1D CNN: at most 1.5 times PyTorch's time", 'pytorch', ['mlp', 'cnn1d'], 1.5),
  wasm("MLP and MNIST-1D CNN, the aim: at most PyTorch's time", 'pytorch', ['mlp', 'cnn1d'], 1),
  wasm(
    'MLP and MNIST-1D CNN: 8 times as fast as the cpu backend of TF.js',
    'tfjs-cpu',
    ['mlp', 'cnn1d'],
    1 / 8,
  ),
  wasm(
    'MLP and MNIST-1D CNN: 3 times as fast as plain gradients on wasm',
    'tfjs-wasm',
    ['mlp', 'cnn1d'],
    1 / 3,
  ),
  wasm(
    "28x28 CNN, separable, residual: at most twice PyTorch's time",
    'pytorch',
    ['cnn2d', 'separable', 'residual'],
    2,
  ),
  wasm('GRU: 10 times as fast as the cpu backend of TF.js', 'tfjs-cpu', ['gru'], 1 / 10),
  wasm('GRU: 10 times as fast as the wasm backend of TF.js', 'tfjs-wasm', ['gru'], 1 / 10),
  {
    promise: 'every network on webgpu: at most half the dispatches of TF.js',
    backend: 'webgpu',
    peer: 'tfjs-webgpu',
    nets: NETS,
    figure: dispatches,
    most: 1 / 2,
  },
];

/** One verdict for each promise that there are figures for. */
export function judgeSteps(rows: readonly MeasuredRow[]): Verdict[] {
  return PROMISES.flatMap(({ promise, backend, peer, nets, figure = ({ ratio }) => ratio, most }) => {
    const cases = rows
      .filter((row) => row.backend === backend && row.peer === peer && nets.includes(row.net))
      .flatMap((row) => {
        const value = figure(row);
        return value === null ? [] : [{ row, value }];
      });
    const worst = cases.toSorted((a, b) => b.value - a.value)[0];
    if (!worst) return [];
    const { row, value } = worst;
    const missed = cases.filter((one) => one.value > most).length;
    const found = `worst of ${cases.length}: ${inWords(value)} (${row.net}, batch ${row.batch}); ${missed} beyond`;
    return [{ promise, found, met: missed === 0 }];
  });
}

/** A ratio below one reads better the other way round. */
export const inWords = (ratio: number) => (ratio < 0.95 ? `1/${(1 / ratio).toFixed(1)}` : ratio.toFixed(2));

export function judgeSearch(rows: readonly SearchRow[]): Verdict[] {
  return rows
    .filter(({ workers }) => workers === 2)
    .map(({ againstOne }) => ({
      promise: 'two workers: at least 1.8 times the candidates per minute of one',
      found: againstOne.toFixed(2),
      met: againstOne >= 1.8,
    }));
}
