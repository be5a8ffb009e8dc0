/** What became of candidates, by what they came from. */
import type { CandidateId, Origin } from '../../search/domain.ts';
import type { Edit } from '../../search/edits/edit.ts';
import { parentsOf } from '../../search/prompts/lessonCandidates.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { wilsonInterval } from '../../search/run/wilson.ts';
import { m } from '../messages/messages.js';
import { fixed } from './format.ts';
import { familyOf } from './lineage.ts';
import { instructionWords } from './words.ts';

/** `better` than every parent of it; without a parent that has an accuracy it is `scored` only. */
export type Fate = 'better' | 'scored' | 'duplicate' | 'screened' | 'invalid' | 'failed';
export const FATES: readonly Fate[] = ['better', 'scored', 'duplicate', 'screened', 'invalid', 'failed'];

export const FATE_WORDS: Readonly<Record<Fate, () => string>> = {
  better: m.views_fate_better,
  scored: m.views_fate_scored,
  duplicate: m.views_fate_duplicate,
  screened: m.views_fate_screened,
  invalid: m.views_fate_invalid,
  failed: m.views_fate_failed,
};

export const GROUPINGS = ['kind', 'temperature', 'generation', 'time'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Row {
  readonly key: string;
  readonly label: string;
  readonly total: number;
  readonly fates: Readonly<Record<Fate, readonly CandidateId[]>>;
  /** Of those with a parent that has an accuracy, the share that is better than all of these; absent without any. */
  readonly rate?: {
    readonly share: number;
    readonly interval: readonly [number, number];
    readonly of: number;
  };
}

/** Of the search's own arm, those with an outcome; what was cancelled says nothing of what works. */
export function workedRows(records: readonly CandidateRecord[], by: Grouping): readonly Row[] {
  const own = records.filter(({ candidate }) => candidate.arm === 'search');
  const family = familyOf(own);
  const rows = new Map<
    string,
    { order: number; label: string; fates: Record<Fate, CandidateId[]>; rivals: number }
  >();
  own.forEach((record, i) => {
    const { id, origin } = record.candidate;
    const level = accuracyOfParents(record, records);
    const fate = fateOf(record, level);
    const place =
      by === 'kind'
        ? kindOf(origin)
        : by === 'temperature'
          ? temperatureOf(origin)
          : by === 'generation'
            ? generationOf(family.get(id)?.depth ?? 0)
            : tenthOf(i, own.length);
    if (!fate || !place) return;
    const row = rows.get(place.label) ?? { ...place, fates: noFates(), rivals: 0 };
    rows.set(place.label, row);
    row.fates[fate].push(id);
    if (level !== undefined) row.rivals += 1;
  });
  return [...rows.values()]
    .map(({ order, label, fates, rivals }) => {
      const total = FATES.reduce((sum, fate) => sum + fates[fate].length, 0);
      const rate = rivals === 0 ? undefined : rateOf(fates.better.length, rivals);
      return { order, row: { key: label, label, total, fates, ...(rate && { rate }) } };
    })
    .sort((a, b) => a.order - b.order || b.row.total - a.row.total)
    .map(({ row }) => row);
}

const rateOf = (hits: number, of: number) => ({ share: hits / of, interval: wilsonInterval(hits, of), of });

const noFates = (): Record<Fate, CandidateId[]> => ({
  better: [],
  scored: [],
  duplicate: [],
  screened: [],
  invalid: [],
  failed: [],
});

/** The highest of its parents; undefined where none has one. */
function accuracyOfParents(
  { candidate }: CandidateRecord,
  records: readonly CandidateRecord[],
): number | undefined {
  const accuracies = parentsOf(candidate).flatMap((parent) => {
    const outcome = records[parent - 1]?.outcome;
    return outcome?.kind === 'scored' ? [outcome.valAccuracy] : [];
  });
  return accuracies.length === 0 ? undefined : Math.max(...accuracies);
}

function fateOf({ outcome }: CandidateRecord, level: number | undefined): Fate | undefined {
  if (!outcome) return undefined;
  switch (outcome.kind) {
    case 'cancelled':
      return undefined;
    case 'scored':
      return level !== undefined && outcome.valAccuracy > level ? 'better' : 'scored';
    case 'rejected':
      return 'invalid';
    default:
      return outcome.kind;
  }
}

interface Group {
  readonly order: number;
  readonly label: string;
}

/** Edits of a list of blocks are told by the generation. */
const EDITS: Partial<Record<Edit['kind'], () => string>> = {
  add: m.views_edit_add,
  remove: m.views_edit_remove,
  swap: m.views_edit_swap,
  widen: m.views_edit_widen,
  'widen-all': m.views_edit_widen,
  narrow: m.views_edit_narrow,
  'narrow-all': m.views_edit_narrow,
  set: m.views_edit_change,
  skip: m.views_edit_skip,
};

function editOf(edits: readonly (Edit | string)[]): string {
  const [edit] = edits;
  if (edits.length > 1) return m.views_edit_several();
  const kind = typeof edit === 'string' ? kindInWords(edit) : edit?.kind;
  return (kind && EDITS[kind]?.()) ?? m.views_edit_other();
}

/** Runs that were kept before edits had kinds say of each in words what it did. */
function kindInWords(edit: string): Edit['kind'] | undefined {
  if (edit.startsWith('add a skip')) return 'skip';
  const [verb = ''] = edit.split(' ');
  return verb === 'change'
    ? 'set'
    : (['add', 'remove', 'swap', 'widen', 'narrow'] as const).find((kind) => kind === verb);
}

/** Those without a kind of prompt or edit stand first. */
function kindOf(origin: Origin): Group {
  switch (origin.kind) {
    case 'sampled':
      return { order: 0, label: m.views_kind_sampled() };
    case 'seed':
      return { order: 0, label: m.views_kind_seed() };
    case 'assembled':
      return {
        order: 1,
        label: origin.parents.length === 0 ? m.views_kind_assembled() : m.views_kind_crossed(),
      };
    case 'chosen':
      return {
        order: 1,
        label: origin.parents.length === 0 ? m.views_kind_chosen() : m.views_kind_chosen_again(),
      };
    case 'edited':
      return { order: 4, label: m.steer_by_hand() };
    case 'mutated':
      return { order: 2, label: editOf(origin.edits) };
    case 'written':
      return {
        order: 3,
        label:
          origin.instruction === undefined
            ? m.views_kind_written()
            : m.views_kind_asked({ wish: instructionWords(origin.instruction) }),
      };
  }
}

/** Bins of 0.2, each from its lower end up to the next; only what a model wrote has a temperature. */
function temperatureOf(origin: Origin): Group | undefined {
  if (origin.kind !== 'written') return undefined;
  const bin = Math.floor(origin.temperature * 5 + 1e-9);
  return { order: bin, label: `${fixed(bin / 5, 1)}–${fixed((bin + 1) / 5, 1)}` };
}

/** Generations of which each has a row, and how many stand in one beyond. */
const SINGLE_GENERATIONS = 10;

function generationOf(depth: number): Group {
  if (depth < SINGLE_GENERATIONS) return { order: depth, label: String(depth) };
  const tens = Math.floor(depth / 10) * 10;
  return { order: tens, label: `${tens}–${tens + 9}` };
}

function tenthOf(index: number, of: number): Group {
  const tenth = Math.floor((10 * index) / of);
  const first = Math.ceil((tenth * of) / 10);
  const last = Math.ceil(((tenth + 1) * of) / 10) - 1;
  return { order: tenth, label: first === last ? `${first + 1}` : `${first + 1}–${last + 1}` };
}
