/** Brings the arms of a run back to where a list of events ends. */
import type { Architecture, Arm, Candidate, CandidateId, Outcome, Placement, RunEvent } from '../domain.ts';
import type { SpecPatch } from '../spec/spec.ts';
import { ToldError } from '../told/toldError.ts';
import type { ArmState } from './arm.ts';
import type { CandidateRecord, RunSnapshot } from './fold.ts';
import { type Prompter, Rehearsal } from './rehearsal.ts';

/** What the run does with an event that is not an arm's own. */
export interface Stage {
  readonly prompter: Prompter | undefined;
  arm(arm: Arm): ArmState | undefined;
  change(patch: SpecPatch): void;
  say(text: string): void;
  setStance(niche: RunEvent & { readonly kind: 'niche' }): void;
}

export interface Open {
  readonly arm: ArmState;
  readonly candidate: Candidate;
  /** Absent when it was not compiled yet. */
  readonly architecture?: Architecture;
  readonly isInTraining: boolean;
}

export interface Restored {
  /** Those whose strategy could not be led to the same proposals again. */
  readonly strayed: readonly ArmState[];
  /** Asked and not finished, in the order asked. */
  readonly open: readonly Open[];
  /** Scored, but the past broke off before it said where in the archive that put them. */
  readonly unplaced: readonly { readonly id: CandidateId; readonly placement: Placement }[];
}

/** Of these no program was remembered as tried. */
const UNTRIED: ReadonlySet<Outcome['kind']> = new Set(['rejected', 'duplicate']);

/**
 * Asks and tells everything again. What was asked and is not finished is left open.
 *
 * @param run what the events fold to
 * @throws with a sentence for a person when the events speak of what they do not hold; the abort reason
 */
export async function restore(
  past: readonly RunEvent[],
  run: RunSnapshot,
  stage: Stage,
  signal: AbortSignal,
): Promise<Restored> {
  const rehearsals = new Map<ArmState, Rehearsal>();
  const scene = (id: number) => {
    const record = run.candidates[id - 1];
    const arm = record && stage.arm(record.candidate.arm);
    if (!arm) throw new ToldError({ kind: 'run-lacks', id });
    const rehearsal = rehearsals.get(arm) ?? new Rehearsal(arm, stage.prompter);
    rehearsals.set(arm, rehearsal);
    return { record, arm, rehearsal };
  };
  const unplaced: { readonly id: CandidateId; readonly placement: Placement }[] = [];
  for (const event of past) {
    switch (event.kind) {
      case 'asked': {
        const { record, arm, rehearsal } = scene(event.candidate.id);
        await rehearsal.ask(event.candidate, event.knew, signal);
        enter(arm, record);
        break;
      }
      case 'finished': {
        const { record, arm, rehearsal } = scene(event.id);
        const { candidate, architecture, curve } = record;
        const { outcome } = event;
        if (architecture && outcome.kind === 'scored') {
          const placement = arm.place(event.id, outcome.valAccuracy, architecture);
          if (!record.placement) unplaced.push({ id: event.id, placement });
        }
        rehearsal.finish({
          candidate,
          outcome,
          ...(architecture && { architecture }),
          ...(curve.length > 0 && { curve }),
        });
        break;
      }
      case 'changed':
        for (const rehearsal of rehearsals.values()) rehearsal.catchUp();
        stage.change(event.patch);
        break;
      case 'said':
        stage.say(event.text);
        break;
      case 'niche':
        stage.setStance(event);
    }
  }
  for (const rehearsal of rehearsals.values()) rehearsal.catchUp();
  stage.prompter?.prompt(undefined);
  const open = run.candidates.flatMap((record): readonly Open[] => {
    if (record.outcome) return [];
    const { candidate, architecture, startedAt } = record;
    const { arm, rehearsal } = scene(candidate.id);
    return [
      {
        arm,
        candidate: rehearsal.own(candidate),
        ...(architecture && { architecture }),
        isInTraining: startedAt !== undefined,
      },
    ];
  });
  return {
    open,
    unplaced,
    strayed: [...rehearsals].flatMap(([arm, { isTrue }]) => (isTrue ? [] : [arm])),
  };
}

function enter(arm: ArmState, { candidate, architecture, outcome, startedAt }: CandidateRecord): void {
  arm.asked += 1;
  arm.open += 1;
  // What was neither done with nor in training is still to be seen to.
  if (!architecture || (!outcome && startedAt === undefined)) return;
  arm.duplicateOf(candidate, architecture.hash);
  const isTooMuchLike = outcome?.kind === 'screened' && outcome.stage === 'novelty';
  if (!isTooMuchLike && !(outcome && UNTRIED.has(outcome.kind))) arm.remember(candidate);
}
