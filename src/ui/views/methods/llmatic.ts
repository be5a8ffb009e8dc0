/** LLMatic's state in words and figures. */
import { type Point, nearest } from '../../../search/archive/cvt.ts';
import { PROMPT_KINDS } from '../../../search/prompts/llmaticPrompt.ts';
import type { LlmaticSpec } from '../../../search/spec/spec.ts';
import { TEMPERATURES } from '../../../search/strategies/llmatic/prompts.ts';
import type { Generation, LlmaticView } from '../../../search/strategies/llmatic/view.ts';

export const PHASE_WORDS: Record<Generation['phase'], string> = {
  'warm-up': 'warm-up',
  mutation: 'mutation',
  crossover: 'crossover',
};

/** Where the search stands, in a sentence. */
export function phaseWords(view: LlmaticView, spec: LlmaticSpec): string {
  const last = view.generations.at(-1);
  if (!last) return 'The first network is being trained.';
  const from = last.parents.length > 0 ? ` of ${last.parents.join(' and ')}` : '';
  if (last.phase !== 'warm-up') return `Generation ${last.generation}: ${PHASE_WORDS[last.phase]}${from}.`;
  return `Generation ${last.generation}: warm-up${from}, ${warmUpWords(view, spec)}.`;
}

/** A warm-up needs no more prompts than there are niches at the temperature that all of its prompts have. */
function warmUpWords(
  { networks, prompts, networkCentroids, promptCentroids }: LlmaticView,
  spec: LlmaticSpec,
): string {
  const reach = new Set(
    PROMPT_KINDS.map((_, kind) => nearest(promptCentroids, promptPlace(kind, spec.temperature))),
  ).size;
  const need = {
    networks: Math.min(spec.warmNetworks, networkCentroids.length),
    prompts: Math.min(spec.warmPrompts, reach),
  };
  return `${networks.size} of ${need.networks} networks, ${prompts.size} of ${need.prompts} prompts`;
}

/** Where a kind of prompt, by its number, lies at a temperature in the unit square of the prompt archive. */
const promptPlace = (kind: number, temperature: number): Point => [
  kind / (PROMPT_KINDS.length - 1),
  (temperature - TEMPERATURES.min) / (TEMPERATURES.max - TEMPERATURES.min),
];

/** The prompt archive is drawn with temperatures across and kinds upwards, where their names have room. */
export const turned = (centroids: readonly Point[]): readonly Point[] =>
  centroids.map(([kind, temperature]) => [temperature, kind]);

/** Such as +1.5, with a real minus. */
export const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0');
