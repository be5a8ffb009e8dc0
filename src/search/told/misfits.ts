/** What our schemas find wrong with data, as facts instead of the schema package's English. */
import * as v from 'valibot';
import type { MisfitTold } from './misfitTold.ts';
import type { Told } from './told.ts';

type Fields<F> = F extends { readonly field: string } ? Omit<F, 'field'> : never;

/** Longer values are cut. */
const MOST_SHOWN = 60;

/** The message of a check of our own; the field is known where the check is made. */
export const because = (fact: Fields<MisfitTold>): string => JSON.stringify(fact);

/** One for each field, in the order in which they stand. */
export function misfitsIn(issues: readonly v.BaseIssue<unknown>[]): readonly MisfitTold[] {
  // Of several bounds of one value the later is the narrower.
  return [...new Map(issues.map((issue) => [v.getDotPath(issue), misfitOf(issue)])).values()];
}

/** @param misfits at least one */
export function together([one, ...others]: readonly MisfitTold[]): Told {
  if (!one) throw new Error('Nothing is amiss.');
  return others.length === 0 ? one : { kind: 'misfits', one, others: together(others) };
}

function misfitOf(issue: v.BaseIssue<unknown>): MisfitTold {
  const { input, type, requirement } = issue;
  const was = shown(input);
  const path = v.getDotPath(issue);
  if (path === null) return { kind: 'fields-missing', was };
  // A file may call its fields what it likes.
  const field = shown(path);
  if (type === 'check') return { ...(JSON.parse(issue.message) as Fields<MisfitTold>), field } as MisfitTold;
  if (input === undefined) return { kind: 'value-missing', field };
  if (typeof requirement === 'number') {
    if (type === 'max_length')
      return { kind: 'text-too-long', field, length: lengthOf(input), most: requirement };
    if (typeof input === 'number') {
      if (type === 'min_value') return { kind: 'value-low', field, was: input, least: requirement };
      if (type === 'max_value') return { kind: 'value-high', field, was: input, most: requirement };
      if (type === 'multiple_of') return { kind: 'value-no-multiple', field, was: input, step: requirement };
    }
  }
  if (type === 'integer' && typeof input === 'number') return { kind: 'value-not-whole', field, was: input };
  if (type === 'picklist' || type === 'literal' || (type === 'variant' && issue.expected !== 'Object'))
    return { kind: 'value-choice', field, was, choices: choicesIn(issue.expected) };
  const wanted = WANTED[type];
  return wanted ? { kind: 'value-type', field, was, wanted } : { kind: 'value-unfit', field, was };
}

const WANTED: Readonly<Record<string, 'number' | 'text' | 'flag' | 'list' | 'fields'>> = {
  number: 'number',
  string: 'text',
  boolean: 'flag',
  array: 'list',
  tuple: 'list',
  object: 'fields',
  strict_object: 'fields',
  record: 'fields',
  variant: 'fields',
};

const lengthOf = (input: unknown): number => (typeof input === 'string' ? input.length : 0);

/** A text as it is, for the quotes of the sentence stand around it. */
function shown(input: unknown): string {
  const text = typeof input === 'object' ? JSON.stringify(input) : String(input);
  return clipped(text, MOST_SHOWN);
}

/** Of what others wrote, which may be of any length, so much as a sentence has room for. */
export const clipped = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** From the package's own list, such as `("a" | "b")`. */
const choicesIn = (expected: string | null): string =>
  (expected ?? '')
    .replace(/^\((.*)\)$/, '$1')
    .split(' | ')
    .map((choice) => choice.replace(/^"(.*)"$/, '$1'))
    .join(', ');
