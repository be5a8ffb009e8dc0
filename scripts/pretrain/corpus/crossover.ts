/** Joins two programs: the layers of one up to a point, and those of the other from a point on. */
import type { AnyNode, FunctionDeclaration, Program, Statement } from 'acorn';
import type { TaskShape } from '../../../src/search/domain.ts';
import { makeFunctional } from '../../../src/search/program/edits/functional.ts';
import { parseProgram } from '../../../src/search/program/syntax/parse.ts';
import { printProgram } from '../../../src/search/program/syntax/print.ts';
import { nodesOf, walk } from '../../../src/search/program/syntax/walk.ts';
import type { Rng } from '../../../src/search/random/rng.ts';
import { type Known, know } from '../programs/draw.ts';

/** The variable that holds the end of the main path in all programs of the corpus. */
const MAIN = 'x';

/** One child of two parents, valid and unlike either; undefined when this draw came to nothing. */
export function joined(first: Known, second: Known, task: TaskShape, rng: Rng): Known | undefined {
  const begin = functionalOf(first);
  const end = functionalOf(second);
  if (!begin || !end) return undefined;
  const cuts = cutsOf(begin.body);
  const entries = entriesOf(end.body);
  if (cuts.length === 0 || entries.length === 0) return undefined;
  const head = begin.body.slice(0, rng.pick(cuts));
  const tail = end.body.slice(rng.pick(entries));
  rename(tail, declaredIn(head));
  begin.body.splice(0, begin.body.length, ...head, ...tail);
  const child = know(printProgram(begin.program), task);
  const isNew =
    child && ![first, second].some(({ architecture }) => architecture.hash === child.architecture.hash);
  return isNew ? child : undefined;
}

function functionalOf({
  source,
}: Known): { readonly program: Program; readonly body: Statement[] } | undefined {
  const parsed = parseProgram(source);
  if (!parsed.ok) return undefined;
  const program = parsed.value;
  if (source.includes('tf.sequential(') && !makeFunctional(program)) return undefined;
  const exported = program.body.find((each) => each.type === 'ExportDefaultDeclaration');
  if (exported?.type !== 'ExportDefaultDeclaration') return undefined;
  const { declaration } = exported;
  if (declaration.type !== 'FunctionDeclaration') return undefined;
  return { program, body: (declaration as FunctionDeclaration).body.body };
}

/** Places where the main path has begun and the output is not made yet. */
function cutsOf(body: readonly Statement[]): readonly number[] {
  const begun = body.findIndex((each) => declares(each, MAIN));
  const output = body.findIndex(isOutput);
  if (begun < 0 || output < 0) return [];
  return Array.from({ length: Math.max(0, output - begun) }, (_, i) => begun + 1 + i);
}

/** Places from where on a program needs nothing of what stood before but the main path and its input. */
function entriesOf(body: readonly Statement[]): readonly number[] {
  const begun = body.findIndex((each) => declares(each, MAIN));
  const output = body.findIndex(isOutput);
  return body.flatMap((_, index) => {
    if (begun < 0 || index <= begun || index > output) return [];
    const known = new Set([
      'tf',
      'inputShape',
      'numClasses',
      'input',
      MAIN,
      ...declaredIn(body.slice(index)),
    ]);
    return body.slice(index).every((each) => [...readIn(each)].every((name) => known.has(name)))
      ? [index]
      : [];
  });
}

const isOutput = (node: Statement): boolean =>
  nodesOf(node, 'Identifier').some(({ name }) => name === 'numClasses');

const declares = (node: Statement, name: string): boolean =>
  node.type === 'VariableDeclaration' &&
  node.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name);

/** Names that the statements give, at any depth, parameters included. */
function declaredIn(statements: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const each of statements) {
    for (const { id } of nodesOf(each, 'VariableDeclarator'))
      if (id.type === 'Identifier') names.add(id.name);
    for (const { params } of nodesOf(each, 'ArrowFunctionExpression'))
      for (const param of params) if (param.type === 'Identifier') names.add(param.name);
  }
  return names;
}

/** Names that are read, not those of properties and settings. */
function readIn(node: AnyNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(node, (each, [parent]) => {
    if (each.type !== 'Identifier') return;
    if (parent?.type === 'MemberExpression' && parent.property === each && !parent.computed) return;
    if (parent?.type === 'Property' && parent.key === each && !parent.shorthand) return;
    names.add(each.name);
  });
  return names;
}

/** Gives names that are taken a new ending, e.g. `skip1` becomes `skip2`. */
function rename(statements: readonly Statement[], taken: ReadonlySet<string>): void {
  const names = declaredIn(statements);
  const all = new Set([...taken, ...names]);
  for (const name of names) {
    if (name === MAIN || !taken.has(name)) continue;
    const stem = name.replace(/\d+$/, '');
    let count = 1;
    while (all.has(`${stem}${count}`)) count += 1;
    const fresh = `${stem}${count}`;
    all.add(fresh);
    for (const each of statements) {
      for (const identifier of nodesOf(each, 'Identifier'))
        if (identifier.name === name) identifier.name = fresh;
    }
  }
}
