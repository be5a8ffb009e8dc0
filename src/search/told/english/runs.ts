import { WISHES, wishWords } from '../../prompts/request.ts';
import type { RunTold } from '../runTold.ts';
import type { Phrases } from '../spoken.ts';
import { LOSSES } from './workerLoss.ts';

const WITHOUT_GPT = 'GPT-NAS goes on as a plain genetic algorithm, without its GPT.';

const STEADS = { evolution: 'evolution', edits: 'edits of the parents’ code' } as const;

const BACKENDS = { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: 'plain JavaScript' } as const;

const GPU_LACKS = {
  'no-webgpu': 'this browser has no WebGPU',
  'no-adapter': 'this browser offers no WebGPU adapter',
} as const;

export const RUNS: Phrases<RunTold> = {
  ...LOSSES,
  'training-failed': ({ failure }) => failure,
  'trainer-replaced': ({ loss }) =>
    `${loss} A new trainer takes over; a network that was in training is trained once more.`,
  'backend-changed': ({ from, to }) => `Training goes on with ${BACKENDS[to]} instead of ${BACKENDS[from]}.`,
  'trainers-lost': ({ loss, count }) =>
    `${loss} ${count} trainers in a row were lost before they finished a network. Choose another backend, fewer workers or smaller networks, and start again.`,
  'method-strayed': () =>
    'The method could not be led through the earlier part of this run again, so it goes on from what became of the candidates alone.',
  'nothing-to-propose': ({ arm }) => `The strategy of the ${arm} arm has nothing more to propose.`,
  'model-away': ({ why, stead }) => `${why} The search goes on with ${STEADS[stead]} until a model is there.`,
  'model-back': () => 'The language model writes again.',
  'round-untuned': ({ why }) => `The model was not tuned after this round. ${why}`,
  'no-rules': ({ why }) => `The model drew no rules from the latest networks. ${why}`,
  'warm-up-unfilled': ({ children, networks, networksWanted, prompts, promptsWanted }) =>
    `The warm-up ended after ${children} children with ${networks} of ${networksWanted} networks and ${prompts} of ${promptsWanted} prompts in the archives; the search goes on with these.`,
  'gpt-unheard-of': () => `Nothing here can run the GPT over layers. ${WITHOUT_GPT}`,
  'gpt-away': ({ why }) => `${why} ${WITHOUT_GPT}`,
  'chat-unanswered': ({ why }) => `${why} Load a model, then ask again.`,
  'chat-not-understood': () =>
    `This small model reads no sentences and found no word that it knows. Ask for one of: ${WISHES.map((wish) => wishWords(wish, 'en')).join(', ')}.`,
  'chat-nothing-to-fix': () => 'There is no invalid program to fix: ask for a change of the network instead.',
  'chat-nothing-to-combine': () =>
    'There are no two trained networks to combine yet: ask for another one first.',
  'search-lost': ({ loss }) => `${loss} What was found so far is still shown; press Start to run again.`,
  'run-over': () => 'The run has ended, so nothing more is tried in it.',
  'budget-spent': () => 'The budget is spent, so nothing more is tried; raise it first.',
  'no-past': () => 'There is no run to go on with: its beginning is missing.',
  'run-under-way': () => 'A run is under way; stop it first.',
  'run-about-to-begin': () => 'A run is about to begin.',
  'nowhere-to-try': () => 'There is no run in which it could be tried; start one.',
  'test-too-early': () => 'The test split may be read only after the run has ended.',
  untestable: ({ id }) => `Candidate ${id} is not a network that can be tested.`,
  'test-cancelled': () => 'The test was cancelled.',
  'weights-too-early': () =>
    'Weights are handed over while the run is paused or after it has ended; pause it first.',
  untrained: ({ id }) => `Candidate ${id} was not trained, so it has no weights.`,
  'weights-gone': ({ id, parent }) =>
    `Candidate ${id} began with weights of candidate ${parent}, and neither’s are kept any more.`,
  'nothing-to-inspect': () => 'There is no run whose networks could be looked into; start one.',
  'run-replaced': ({ id }) => `The run of candidate ${id} is over; another has begun.`,
  'trainers-closed': () => 'The pool of trainers is closed.',
  'trainers-gone': () => 'The trainers of this run are gone; start it again.',
  'training-cut-short': () => 'The training was ended before the weights were there; try again.',
  'supernet-untrained': ({ why }) => `The supernet could not be trained. ${why}`,
  'sandbox-not-started': ({ loss }) => `The sandbox could not be started. ${loss}`,
  'not-at-hand': ({ id }) => `Candidate ${id} is not at hand any more; look inside it once more.`,
  'foreign-weights': () => 'These weights are not the network’s.',
  'backend-not-started': ({ backend }) => `The ${backend} backend of TensorFlow.js did not start.`,
  'run-lacks': ({ id }) => `The run speaks of candidate ${id}, which it does not hold.`,
  'gpu-unusable': ({ why }) =>
    `WebGPU was chosen, but cannot be used: ${GPU_LACKS[why]}. Choose another backend.`,
};
