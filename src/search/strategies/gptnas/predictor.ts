/** Readies the model that predicts layers, as the run's specification wants it. */
import type { LayerModel, StrategyContext, TeachingStep } from '../../ports.ts';
import type { GptNasSpec } from '../../spec/spec.ts';
import { saidBy } from '../../told/toldError.ts';
import { pretrainingSequences, type ScoredCorpus } from './corpus.ts';
import { knownSequences } from './known.ts';
import type { TeachingPhase } from './view.ts';

/**
 * Steps of each phase. The paper takes 300 epochs (section 4.2), which is days of a browser; the loss of a model this
 * small is level long before.
 */
const TEACHING_STEPS: Readonly<Record<TeachingPhase, number>> = { pretrain: 600, 'fine-tune': 200 };

/** Points of each phase that are kept for the curve. */
const CURVE_POINTS = 50;

type Context = Pick<StrategyContext, 'layerModel' | 'rng' | 'notice' | 'record' | 'onTeaching'>;

/**
 * @param loadCorpus reads the networks for pre-training, when they are needed
 * @returns nothing when the search goes without; where it was to go with one, a notice says why it cannot
 * @throws the abort reason
 */
export async function readyPredictor(
  predictor: GptNasSpec['predictor'],
  context: Context,
  loadCorpus: () => Promise<ScoredCorpus>,
  signal: AbortSignal,
): Promise<LayerModel | undefined> {
  const model = predictor === 'none' ? undefined : await made(predictor, context, loadCorpus, signal);
  context.record({
    method: 'gptnas',
    note: { kind: 'predictor', predictor: model ? predictor : 'none' },
  });
  return model;
}

async function made(
  predictor: 'shipped' | 'trained-here',
  context: Context,
  loadCorpus: () => Promise<ScoredCorpus>,
  signal: AbortSignal,
): Promise<LayerModel | undefined> {
  const { layerModel, notice } = context;
  if (!layerModel) {
    notice({ level: 'warning', message: { kind: 'gpt-unheard-of' } });
    return undefined;
  }
  try {
    if (predictor === 'shipped') await layerModel.load(signal);
    else await taught(layerModel, context, await loadCorpus(), signal);
  } catch (error) {
    signal.throwIfAborted();
    notice({ level: 'warning', message: { kind: 'gpt-away', why: saidBy(error) } });
    return undefined;
  }
  signal.throwIfAborted();
  return layerModel;
}

/** Both phases of section 3.2: on scored networks first, then on the known architectures. */
async function taught(
  model: LayerModel,
  { rng, record, onTeaching }: Context,
  corpus: ScoredCorpus,
  signal: AbortSignal,
): Promise<void> {
  for (const [phase, sequences] of [
    ['pretrain', pretrainingSequences(corpus)],
    ['fine-tune', knownSequences()],
  ] as const) {
    const onStep = (step: TeachingStep) => {
      onTeaching(step);
      const isKept = step.step % Math.ceil(step.of / CURVE_POINTS) === 0 || step.step === 1;
      if (isKept) record({ method: 'gptnas', note: { kind: 'teaching', phase, ...step } });
    };
    const settings = { steps: TEACHING_STEPS[phase], seed: rng.fork(phase).seed() };
    await model.teach(phase, sequences, settings, onStep, signal);
  }
}
