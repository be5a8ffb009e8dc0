import { WISHES, wishWords } from '../../prompts/request.ts';
import type { RunTold } from '../runTold.ts';
import type { Phrases } from '../spoken.ts';

const WITHOUT_GPT = 'GPT-NAS goes on as a plain genetic algorithm, without its GPT.';

const STEADS = { evolution: 'evolution', edits: 'edits of the parents’ code' } as const;

export const RUNS: Phrases<RunTold> = {
  'worker-died': ({ worker }) => `The ${worker} worker died.`,
  'worker-ended': ({ worker }) => `The ${worker} worker was ended.`,
  'worker-unloaded': ({ worker }) => `The ${worker} worker failed: its code did not load.`,
  'worker-failed': ({ worker, fault }) => `The ${worker} worker failed: ${fault}.`,
  'trainer-replaced': ({ loss }) => `${loss} A new one takes its place, and its network is tried once more.`,
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
};
