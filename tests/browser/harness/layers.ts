/** Runs in a page: the GPT over layers in its worker, as the search worker holds it. */
import type { LayerSequence, TeachingStep } from '../../../src/search/ports.ts';
import { genomeOf } from '../../../src/search/strategies/gptnas/corpus.ts';
import { sequenceOf } from '../../../src/search/strategies/gptnas/vocabulary.ts';
import { LayerModelClient } from '../../../src/workers/layers/client.ts';

export const startModel = () => new LayerModelClient(`${location.origin}/`);

export const never = new AbortController().signal;

/** A network of 15 layers whose every layer can be told from those before it. */
export const stack: LayerSequence = sequenceOf(
  genomeOf('Stem 8 s2; BasicBlock 8; MaxPool k2 s2; Conv 24 k3; BatchNorm; AvgPool k2 s2'),
);

export const pretrain = (
  model: LayerModelClient,
  { steps, seed = 1 }: { steps: number; seed?: number },
  onStep: (step: TeachingStep) => void = () => {},
  signal = never,
) => model.teach('pretrain', [stack], { steps, seed }, onStep, signal);

/** Place of the largest. */
export const largest = (logits: Float32Array): number => logits.indexOf(Math.max(...logits));

/** What is thrown, as text. */
export const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing was thrown',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
