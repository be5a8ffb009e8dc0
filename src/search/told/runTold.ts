import type { Arm, BackendName } from '../domain.ts';
import type { TrainingFact } from '../faults/training.ts';
import type { Said } from './told.ts';
import type { WorkerLoss } from './workerLoss.ts';

/** Of a run, its strategies and its workers. */
export type RunTold =
  | WorkerLoss
  /** A training that was asked for beside the search. */
  | { readonly kind: 'training-failed'; readonly failure: TrainingFact | string }
  | { readonly kind: 'trainer-replaced'; readonly loss: Said }
  /** New trainers have another backend than those that they replace. */
  | { readonly kind: 'backend-changed'; readonly from: BackendName; readonly to: BackendName }
  /** @property count of trainers that were lost in a row, the last by `loss` */
  | { readonly kind: 'trainers-lost'; readonly loss: Said; readonly count: number }
  /** A past could not be gone through again. */
  | { readonly kind: 'method-strayed' }
  | { readonly kind: 'nothing-to-propose'; readonly arm: Arm }
  /** @property stead what goes on until there is a model */
  | { readonly kind: 'model-away'; readonly why: Said; readonly stead: 'evolution' | 'edits' }
  | { readonly kind: 'model-back' }
  | { readonly kind: 'round-untuned'; readonly why: Said }
  | { readonly kind: 'no-rules'; readonly why: Said }
  /** A warm-up of LLMatic after so many children: networks and prompts in the archives, and how many there should be. */
  | {
      readonly kind: 'warm-up-unfilled';
      readonly children: number;
      readonly networks: number;
      readonly networksWanted: number;
      readonly prompts: number;
      readonly promptsWanted: number;
    }
  /** GPT-NAS goes on without its GPT: because nothing here can run it, or for another reason. */
  | { readonly kind: 'gpt-unheard-of' }
  | { readonly kind: 'gpt-away'; readonly why: Said }
  /** A request to the model is not answered. */
  | { readonly kind: 'chat-unanswered'; readonly why: Said }
  | { readonly kind: 'chat-not-understood' }
  | { readonly kind: 'chat-nothing-to-fix' }
  | { readonly kind: 'chat-nothing-to-combine' }
  /** The page has lost the worker of the search. */
  | { readonly kind: 'search-lost'; readonly loss: Said }
  /** Why the run cannot do what it is asked for. */
  | { readonly kind: 'run-over' }
  | { readonly kind: 'budget-spent' }
  | { readonly kind: 'no-past' }
  | { readonly kind: 'run-under-way' }
  | { readonly kind: 'run-about-to-begin' }
  | { readonly kind: 'nowhere-to-try' }
  | { readonly kind: 'test-too-early' }
  | { readonly kind: 'untestable'; readonly id: number }
  | { readonly kind: 'test-cancelled' }
  | { readonly kind: 'weights-too-early' }
  | { readonly kind: 'untrained'; readonly id: number }
  | { readonly kind: 'weights-gone'; readonly id: number; readonly parent: number }
  | { readonly kind: 'nothing-to-inspect' }
  | { readonly kind: 'run-replaced'; readonly id: number }
  | { readonly kind: 'trainers-closed' }
  | { readonly kind: 'trainers-gone' }
  | { readonly kind: 'training-cut-short' }
  | { readonly kind: 'supernet-untrained'; readonly why: Said }
  | { readonly kind: 'sandbox-not-started'; readonly loss: Said }
  | { readonly kind: 'not-at-hand'; readonly id: number }
  | { readonly kind: 'foreign-weights' }
  | { readonly kind: 'backend-not-started'; readonly backend: string }
  | { readonly kind: 'run-lacks'; readonly id: number }
  | { readonly kind: 'gpu-unusable'; readonly why: 'no-webgpu' | 'no-adapter' };
