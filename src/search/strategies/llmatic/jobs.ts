import {
  type Broken,
  type Mutation,
  PROMPT_KINDS,
  type Wish,
  fitTogether,
} from '../../prompts/llmaticPrompt.ts';
import { allowed, drawKind, weightOf } from '../../prompts/weights.ts';
import type { Rng } from '../../random/rng.ts';
import type { LlmaticSpec } from '../../spec/spec.ts';
import type { PromptAids } from '../switches/aids.ts';
import type { Network, Parent } from './networks.ts';
import type { Choice } from './parents.ts';
import { type Entry, TEMPERATURES, clipped } from './prompts.ts';

/** How far the temperatures of a generation's children drift from the one that was chosen, either way. */
const DRIFT = 0.1;

/** What a bandit chooses among. */
const BANDIT_TEMPERATURES = [0.1, 0.4, 0.7, 1] as const;

/** A child that is to be asked for. */
export interface Job {
  readonly wish: Wish;
  readonly temperature: number;
  /** The network whose weights it begins with, and that is edited where there is no model; it has to be better. */
  readonly parent: Parent;
  /** What its outcome is credited to; a crossover has no kind of prompt. */
  readonly prompt?: Entry;
  /** Niche of the prompt archive that the prompt, or the temperature, was drawn from. */
  readonly from?: number;
  /** Niche whose invalid reply it is to mend. */
  readonly mends?: number;
}

/** An invalid reply, with what it was to be a child of. */
export interface Failed {
  /** Of the prompt archive. */
  readonly niche: number;
  readonly broken: Broken;
  readonly parent: Parent;
}

export interface JobSource {
  readonly spec: LlmaticSpec;
  readonly choice: Choice;
  /** What a warm-up starts from. */
  readonly root: Parent;
  readonly aids: PromptAids;
  /** Those that may become parents, which the switches may show instead of the chosen ones. */
  readonly pool: readonly Network[];
}

/**
 * The next child of a generation. The first one keeps the temperature that was chosen, the others drift from it.
 * @param rng a stream of its own, so that one that was interrupted is made again as it was
 */
export function jobOf(source: JobSource, isFirst: boolean, rng: Rng): Job {
  const { choice, root, aids } = source;
  const prompt = choice.phase === 'warm-up' ? undefined : choice.prompt;
  const own = ownPrompt(source, isFirst, rng);
  const temperature = aids.pick<number>('temperature', BANDIT_TEMPERATURES, () => own.temperature);
  const from = prompt ? { from: prompt.niche } : {};
  if (choice.phase === 'crossover') {
    const [first, second] = pairOf(source, choice.parents);
    const parent = first.loss <= second.loss ? first : second;
    return { wish: { kind: 'combine', parents: [first, second] }, temperature, parent, ...from };
  }
  const kinds = allowed(PROMPT_KINDS, source.spec.weights);
  const kind = aids.pick<Mutation>('instruction', kinds, () => own.kind);
  const parent = choice.phase === 'mutation' ? choice.parent : root;
  // A niche gets no credit for a kind that it did not choose.
  const isOwn = prompt?.entry.kind === kind;
  return { wish: { kind, parent }, temperature, parent, prompt: { kind, temperature }, ...(isOwn && from) };
}

/** The same child, but for a reply of its prompt's niche that was invalid: the model is to mend it instead. */
export const mending = (job: Job, { niche, broken, parent }: Failed): Job => ({
  ...job,
  wish: { kind: 'fix', broken },
  parent,
  mends: niche,
});

/** Without the niches that it was drawn from, which are no more. */
export const unbound = ({ wish, temperature, parent, prompt }: Job): Job => ({
  wish,
  temperature,
  parent,
  ...(prompt && { prompt }),
});

function ownPrompt({ spec, choice }: JobSource, isFirst: boolean, rng: Rng): Entry {
  const { min, max } = TEMPERATURES;
  const kind = drawKind(PROMPT_KINDS, spec.weights, rng);
  const chance = rng.float();
  if (choice.phase === 'warm-up') return { kind, temperature: spec.temperature };
  // The ablation has any temperature; a prompt archive that is still empty has the one to start with.
  if (!choice.prompt)
    return {
      kind,
      temperature: spec.variant === 'network-archive' ? min + (max - min) * chance : spec.temperature,
    };
  const standing = choice.prompt.entry;
  // A generation whose kind was forbidden on its way goes on with any other.
  const entry = weightOf(spec.weights, standing.kind) > 0 ? standing : { ...standing, kind };
  return isFirst ? entry : { ...entry, temperature: clipped(entry.temperature + DRIFT * (2 * chance - 1)) };
}

/** As the switches arrange them, if that leaves the model room to answer. */
function pairOf({ aids, pool }: JobSource, chosen: readonly [Network, Network]) {
  const arranged = aids.arrange(chosen, pool).flatMap(({ id }) => pool.find((each) => each.id === id) ?? []);
  const [first, second] = arranged;
  return first && second && fitTogether(first, second) ? ([first, second] as const) : chosen;
}
