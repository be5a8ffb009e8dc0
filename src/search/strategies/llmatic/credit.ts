import type { Outcome } from '../../domain.ts';
import type { LlmaticSpec } from '../../spec/spec.ts';
import type { Job } from './jobs.ts';
import type { Placement } from './networks.ts';
import type { Merit, PromptNiche, Prompts } from './prompts.ts';

/** What became of a child. */
export interface Result {
  readonly outcome: Outcome;
  /** Absent where it was not scored. */
  readonly placed?: Placement;
  /** Whether its loss is as good as the best before it. */
  readonly isBest: boolean;
}

/** Tells the prompt archive what became of a child. @returns the niches that this changed */
export function credit(
  variant: LlmaticSpec['variant'],
  prompts: Prompts,
  job: Job,
  result: Result,
): readonly PromptNiche[] {
  const { prompt, from } = job;
  if (prompt) return prompts.tell(prompt, meritOf(variant, job, result), result.isBest, from);
  return from === undefined ? [] : prompts.move(from, result.isBest);
}

/** A duplicate or a network that was screened out could be trained, it only brought nothing new. */
function meritOf(variant: LlmaticSpec['variant'], { parent }: Job, { outcome, placed }: Result): Merit {
  if (outcome.kind === 'rejected' || outcome.kind === 'failed') return 'untrainable';
  if (!placed) return 'not-added';
  // Where networks are kept in no niches there are none to enter, so a child has to be better than its parent.
  const isAdded =
    variant === 'prompt-archive'
      ? placed.network.loss < (parent.loss ?? Infinity)
      : placed.kind !== 'kept-incumbent';
  return isAdded ? 'added' : 'not-added';
}
