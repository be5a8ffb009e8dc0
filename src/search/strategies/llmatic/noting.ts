import type { CandidateId } from '../../domain.ts';
import type { Archives } from './archives.ts';
import type { Housed, Parent, Placement } from './networks.ts';
import type { Choice } from './parents.ts';
import type { PromptNiche } from './prompts.ts';
import type { LlmaticNote, NumberedNetwork, NumberedPrompt } from './view.ts';

export const nichesNote = ({ networks, prompts }: Archives): LlmaticNote => ({
  kind: 'niches',
  networkCentroids: networks.centroids,
  promptCentroids: prompts.centroids,
  networks: networks.housed.map(numberedNetwork),
  prompts: prompts.all.map(numberedPrompt),
});

/** @param root what a warm-up starts from */
export const generationNote = (choice: Choice, root: Parent): LlmaticNote => ({
  kind: 'generation',
  phase: choice.phase,
  parents: parentsOf(choice, root).map(({ id }) => id),
  ...(choice.phase !== 'warm-up' && choice.prompt && { promptNiche: choice.prompt.niche }),
});

export const childNote = (
  id: CandidateId,
  placed: Placement | undefined,
  changed: readonly PromptNiche[],
): LlmaticNote => ({
  kind: 'child',
  id,
  ...(placed && { network: { ...numberedNetwork(placed), placed: placed.kind } }),
  prompts: changed.map(numberedPrompt),
});

function parentsOf(choice: Choice, root: Parent): readonly Parent[] {
  switch (choice.phase) {
    case 'warm-up':
      return [root];
    case 'mutation':
      return [choice.parent];
    case 'crossover':
      return choice.parents;
  }
}

const numberedNetwork = ({ niche, network }: Housed): NumberedNetwork => ({
  niche,
  id: network.id,
  accuracy: network.valAccuracy,
  loss: network.loss,
});

const numberedPrompt = ({ niche, entry, fitness, curiosity }: PromptNiche): NumberedPrompt => ({
  niche,
  curiosity,
  elite: { ...entry, fitness },
});
