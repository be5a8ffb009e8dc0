import type { LayerModel, LayerSequence } from '../ports.ts';
import { BLOCK_KINDS, type BlockKind } from '../strategies/gptnas/blocks.ts';
import { decode, tokenText, VOCABULARY_SIZE } from '../strategies/gptnas/vocabulary.ts';

const logitsFor = (size: number, chosen: number) =>
  Float32Array.from({ length: size }, (_, index) => (index === chosen ? 0 : -1000));

const tokens = Array.from({ length: VOCABULARY_SIZE }, (_, id) => tokenText(decode(id)));

/**
 * Predicts the layers and blocks it was given in turn, each with certainty, the last ones for ever; remembers what it was
 * asked and taught.
 * @param script pairs of a layer, as `tokenText` writes it, and a kind of block
 */
export function scriptedLayerModel(script: readonly (readonly [string, BlockKind])[]) {
  const asked: string[][] = [];
  const done: string[] = [];
  const taught: (readonly LayerSequence[])[] = [];
  const now = () => script[Math.min(asked.length, script.length) - 1] ?? ['BatchNorm', 'BatchNorm'];
  const model: LayerModel = {
    load: async () => void done.push('load'),
    teach: async (phase, sequences, { steps }, onStep) => {
      done.push(phase);
      taught.push(sequences);
      for (let step = 1; step <= steps; step++) onStep({ step, of: steps, loss: 1 / step });
    },
    next: async (layers) => {
      asked.push(layers.map((id) => tokenText(decode(id))));
      return logitsFor(VOCABULARY_SIZE, tokens.indexOf(now()[0]));
    },
    classify: async () => logitsFor(BLOCK_KINDS.length, BLOCK_KINDS.indexOf(now()[1])),
  };
  return { model, asked, done, taught };
}
