/** Why a training failed, in the page's language. */
import type { TrainingFact } from '../../search/faults/training.ts';
import { m } from '../messages/messages.js';
import { lossWords } from './workerLoss.ts';

const WORDS: { readonly [K in TrainingFact['kind']]: (fact: Extract<TrainingFact, { kind: K }>) => string } =
  {
    'loss-not-finite': () => m.words_advice_diverged(),
    'out-of-memory': () => m.words_advice_out_of_memory(),
    'gpu-out-of-memory': () => m.faults_training_gpu_out_of_memory(),
    'gpu-lost': lossWords,
    'gpu-refused': ({ says }) => m.faults_training_gpu_refused({ says }),
    'wasm-crashed': ({ says }) => m.faults_training_wasm_crashed({ says }),
    'tfjs-failed': ({ says }) => m.faults_training_tfjs_failed({ says }),
    'no-weights': () => m.faults_training_no_weights(),
    'lost-twice': ({ says }) => m.faults_training_lost_twice({ says: lossWords(says) }),
    broke: ({ says }) => m.faults_training_broke({ says }),
  };

export const trainingWords = (fact: TrainingFact): string =>
  // The table has for each kind what takes that kind, which the compiler cannot follow through an index.
  (WORDS[fact.kind] as (fact: TrainingFact) => string)(fact);

/** The same of runs, too, that were kept when failures were sentences. */
export const failureSaid = (failure: TrainingFact | string): string =>
  typeof failure === 'string' ? failure : trainingWords(failure);
