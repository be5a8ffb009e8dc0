import type { Architecture, TaskShape } from '../domain.ts';
import type { Rng } from '../random/rng.ts';
import { type Result, err, ok } from '../result.ts';
import type { Edit } from '../edits/edit.ts';
import type { EditKind } from './edits/kind.ts';
import { findSites } from './edits/site.ts';
import { EDIT_KINDS } from './edits/table.ts';
import { tidy } from './edits/tidy.ts';
import { WORKING_LIMITS } from './limits.ts';
import { type Reading, readProgram } from './reading/read.ts';
import { parseProgram } from './syntax/parse.ts';
import { printProgram } from './syntax/print.ts';

/** Random edits tried until one fits; with so many, a program that one of them fits is all but never left alone. */
const MOST_TRIES = 60;

interface Mutated {
  /** In the house style of `printProgram`, whatever the style of the parent. */
  readonly source: string;
  readonly edits: readonly Edit[];
}

/**
 * Edits a program's syntax tree `edits` times at random. The child's text differs from the parent's, and wherever
 * the program can be followed without running it, so does its network, and its layers fit each other. Input, number
 * of classes and final softmax stay.
 * @param edits 1 or more; fewer are made when no more fit
 * @param kinds with their weights
 * @returns the child, or why there is none, in English for programmers: nothing shows it to a person
 */
export function mutate(
  source: string,
  task: TaskShape,
  rng: Rng,
  edits: number,
  kinds: readonly (readonly [EditKind, number])[] = EDIT_KINDS,
): Result<Mutated, string> {
  const parent = versionOf(source, task);
  if (!parent.ok) return parent;
  const line = [parent.value];
  const done: Edit[] = [];
  for (let i = 0; i < edits; i++) {
    const child = editOnce(line, task, rng, kinds);
    if (!child) break;
    line.push(child.version);
    done.push(child.edit);
  }
  const last = line.at(-1);
  if (!last || done.length === 0) return err('No edit fits this program; start from another one.');
  return ok({ source: last.source, edits: done });
}

/** A program on its way from parent to child. */
interface Version {
  readonly source: string;
  readonly reading: Reading;
}

function versionOf(source: string, task: TaskShape): Result<Version, string> {
  const parsed = parseProgram(source);
  if (!parsed.ok) return parsed;
  return ok({ source: printProgram(parsed.value), reading: readProgram(parsed.value, task) });
}

/** @param line the versions so far; the edit starts from the last one and leads back to none of them */
function editOnce(
  line: readonly Version[],
  task: TaskShape,
  rng: Rng,
  kinds: readonly (readonly [EditKind, number])[],
): { readonly version: Version; readonly edit: Edit } | undefined {
  const before = line.at(-1);
  if (!before) return undefined;
  for (let i = 0; i < MOST_TRIES; i++) {
    // Edits change the tree in place, so each try has its own.
    const parsed = parseProgram(before.source);
    if (!parsed.ok) return undefined;
    const program = parsed.value;
    const sites = findSites(program, task, readProgram(program, task).seen);
    const edit = rng.pickWeighted(kinds).apply({ program, task, rng, sites });
    if (edit === undefined) continue;
    tidy(program);
    const version = versionOf(printProgram(program), task);
    if (version.ok && fits(version.value, before) && line.every((each) => differs(each, version.value))) {
      return { version: version.value, edit };
    }
  }
  return undefined;
}

/** What cannot be followed gets the benefit of the doubt, but not where its parent could be. */
function fits({ reading }: Version, { reading: before }: Version): boolean {
  if (reading.kind !== 'read' || !reading.architecture) return reading.kind === before.kind;
  return isWorkable(reading.architecture, before.architecture);
}

/** A parent beyond the limits may have children that are, but none that grow further. */
const isWorkable = (child: Architecture, parent: Architecture | undefined): boolean =>
  child.params <= Math.max(WORKING_LIMITS.params, parent?.params ?? 0) &&
  child.flops <= Math.max(WORKING_LIMITS.flops, parent?.flops ?? 0);

const differs = (a: Version, b: Version): boolean =>
  a.source !== b.source &&
  (a.reading.architecture === undefined || a.reading.architecture.hash !== b.reading.architecture?.hash);
