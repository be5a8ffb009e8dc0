import type { Architecture, CurvePoint, Score } from '../domain.ts';

/** A well-formed architecture whose graph is told apart by `hash` alone. */
export function anArchitecture(hash: string, figures: Partial<Architecture> = {}): Architecture {
  return {
    topology: {
      class_name: 'Functional',
      config: { name: 'model', layers: [], input_layers: [], output_layers: [] },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    layers: [],
    params: 1000,
    flops: 10_000,
    activationBytes: 400,
    widthToDepth: 8,
    hash,
    ...figures,
  };
}

export function aScore(valAccuracy: number): Score {
  return {
    valAccuracy,
    valLoss: 1 - valAccuracy,
    bestEpoch: 1,
    epochs: 1,
    steps: 10,
    trainMs: 5,
    buildMs: 1,
    peakBytes: 1000,
  };
}

export const aPoint = (epoch: number, valAccuracy: number): CurvePoint => ({
  epoch,
  step: epoch * 10,
  trainLoss: 1,
  valLoss: 1 - valAccuracy,
  valAccuracy,
});
