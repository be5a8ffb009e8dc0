/** LLMatic's state in words and figures. */
import { type Point, nearest } from '../../../search/archive/cvt.ts';
import { PROMPT_KINDS } from '../../../search/prompts/llmaticPrompt.ts';
import type { LlmaticSpec } from '../../../search/spec/spec.ts';
import { TEMPERATURES } from '../../../search/strategies/llmatic/prompts.ts';
import type { Generation, LlmaticView } from '../../../search/strategies/llmatic/view.ts';
import { m } from '../../messages/messages.js';
import { decimal } from '../format.ts';
import { joined } from '../words.ts';

export const PHASE_WORDS: Record<Generation['phase'], () => string> = {
  'warm-up': m.methods_warm_up,
  mutation: m.methods_mutation,
  crossover: m.methods_crossover,
};

/** Where the search stands, in a sentence. */
export function phaseWords(view: LlmaticView, spec: LlmaticSpec): string {
  const last = view.generations.at(-1);
  if (!last) return m.methods_first_network();
  const phase = PHASE_WORDS[last.phase]();
  const words =
    last.parents.length > 0 ? m.methods_phase_of({ phase, parents: joined(last.parents) }) : phase;
  return m.methods_generation_phase({
    generation: last.generation,
    phase: last.phase === 'warm-up' ? `${words}, ${warmUpWords(view, spec)}` : words,
  });
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
  return m.methods_warm_up_state({
    networks: networks.size,
    needNetworks: need.networks,
    prompts: prompts.size,
    needPrompts: need.prompts,
  });
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
export const signed = (value: number): string =>
  value > 0 ? `+${decimal(value)}` : value < 0 ? `−${decimal(-value)}` : '0';

const KIND_WORDS: Readonly<Record<string, () => string>> = {
  'add-layer': m.methods_kind_add_layer,
  'delete-layer': m.methods_kind_delete_layer,
  improve: m.methods_kind_improve,
  shrink: m.methods_kind_shrink,
  grow: m.methods_kind_grow,
  'add-dense': m.methods_kind_add_dense,
  'add-convolution': m.methods_kind_add_convolution,
  'add-pooling': m.methods_kind_add_pooling,
  'add-residual': m.methods_kind_add_residual,
  'add-residuals': m.methods_kind_add_residuals,
  'add-dropout': m.methods_kind_add_dropout,
  'add-normalization': m.methods_kind_add_normalization,
  'add-recurrent': m.methods_kind_add_recurrent,
  widen: m.methods_kind_widen,
  narrow: m.methods_kind_narrow,
  deepen: m.methods_kind_deepen,
  shallower: m.methods_kind_shallower,
};

/** A kind of prompt where room is scarce. */
export const promptWords = (kind: string): string => KIND_WORDS[kind]?.() ?? kind.replaceAll('-', ' ');
