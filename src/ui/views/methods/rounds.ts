/** EvoPrompting's rounds as they are drawn. */
import type { CandidateId } from '../../../search/domain.ts';
import { parentsOf } from '../../../search/prompts/lessonCandidates.ts';
import type { CandidateRecord } from '../../../search/run/fold.ts';
import type { EvoView, Fate, Round, Tuning } from '../../../search/strategies/evoprompting/view.ts';
import { m } from '../../messages/messages.js';
import { compact, percent } from '../format.ts';
import { toldWords } from '../told.ts';
import { loss } from '../tuning.ts';

export interface DrawnChild {
  readonly id: CandidateId;
  /** Absent while it is under way. */
  readonly fate?: Fate;
}

export interface DrawnPrompt {
  /** Each once, although a prompt may show one twice. */
  readonly parents: readonly CandidateId[];
  /** What the prompt asked for; absent for children that came of none. */
  readonly target?: string;
  readonly children: readonly DrawnChild[];
}

export interface DrawnRound {
  readonly round: number;
  readonly parents: readonly CandidateId[];
  readonly prompts: readonly DrawnPrompt[];
  readonly survivors?: readonly CandidateId[];
  readonly tuning?: Tuning;
}

/** @param records all candidates of the run, by number @param own those that the method itself proposed */
export function drawnRounds(
  view: EvoView,
  records: readonly CandidateRecord[],
  own: readonly CandidateId[],
): readonly DrawnRound[] {
  const { rounds } = view;
  const last = rounds.at(-1);
  const open = openOf(view, own);
  return rounds.map((round) => {
    const children: readonly DrawnChild[] = [
      ...round.children,
      ...(round === last ? open.map((id) => ({ id })) : []),
    ].toSorted((a, b) => a.id - b.id);
    const { parents, survivors, tuning } = round;
    return {
      round: round.round,
      parents,
      prompts: byPrompt(round, children, records),
      ...(survivors && { survivors: survivors.map(({ id }) => id) }),
      ...(tuning && { tuning }),
    };
  });
}

/** Those of the latest round of which no note has told yet. */
function openOf({ seeds, rounds }: EvoView, own: readonly CandidateId[]): readonly CandidateId[] {
  const last = rounds.at(-1);
  if (!last) return [];
  const told = new Set(last.children.map(({ id }) => id));
  const earlier = [...seeds, ...rounds.slice(0, -1).flatMap(({ children }) => children)].map(({ id }) => id);
  const begin = Math.max(0, ...earlier, ...last.parents);
  return own.filter((id) => id > begin && !told.has(id));
}

/** Notes do not say which prompt a child came of; its parents do, for prompts of equal parents ask the same. */
function byPrompt(
  { prompts }: Round,
  children: readonly DrawnChild[],
  records: readonly CandidateRecord[],
): readonly DrawnPrompt[] {
  const drawn = distinct(prompts).map(({ parents, target }) => ({
    parents,
    target: m.methods_target({ params: compact(target.params), accuracy: percent(target.valAccuracy) }),
    children: [] as DrawnChild[],
  }));
  const strays: DrawnChild[] = [];
  for (const child of children) {
    const candidate = records[child.id - 1]?.candidate;
    const shown = [...new Set(candidate ? parentsOf(candidate) : [])];
    const holding = drawn.filter(({ parents }) => shown.every((id) => parents.includes(id)));
    // A prompt that had no room for all its parents shows fewer.
    const prompt = holding.find(({ parents }) => parents.length === shown.length) ?? holding[0];
    if (prompt && shown.length > 0) prompt.children.push(child);
    else strays.push(child);
  }
  return [...drawn, ...(strays.length > 0 ? [{ parents: [], children: strays }] : [])];
}

function distinct(prompts: Round['prompts']): Round['prompts'] {
  const seen = new Map<string, Round['prompts'][number]>();
  for (const { parents, target } of prompts) {
    const each = [...new Set(parents)].toSorted((a, b) => a - b);
    seen.set(each.join(','), { parents: each, target });
  }
  return [...seen.values()];
}

/** What befell a child, for the mark that stands for it. */
export function fateWords(fate: Fate | undefined): string {
  if (fate?.kind === 'kept') return m.methods_fate_kept({ cost: compact(-fate.fitness) });
  if (fate?.kind === 'over-ceiling') return m.methods_fate_dropped({ error: percent(fate.error) });
  return '';
}

/** What the model learnt between a round and the next. */
export function tuningWords(tuning: Tuning): string {
  if (tuning.kind === 'untuned') {
    const { reason } = tuning;
    // Runs that were kept before reasons were facts have them without a capital or a full stop.
    return typeof reason === 'string'
      ? m.methods_not_tuned({ reason })
      : m.methods_untuned({ why: toldWords(reason) });
  }
  const { lessons } = tuning;
  if (!tuning.keptBack) return m.methods_tuned({ count: lessons });
  const { before, after } = tuning.keptBack;
  return m.methods_tuned_kept({ count: lessons, before: loss(before), after: loss(after) });
}
