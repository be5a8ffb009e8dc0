import type { AnyNode, Identifier, Program } from 'acorn';
import { children, nodesOf } from './walk.ts';

/**
 * Numbers the variables of a program by the order in which they are declared: of all that share a word, the first is
 * `skip`, the next `skip2`. Whoever writes from left to right then knows each name by counting, and none comes twice.
 *
 * The program means the same: each name is exchanged for one that no other had. One that takes its variables out of a
 * pattern is left as it is.
 */
export function renumber(program: Program): void {
  const declarators = nodesOf(program, 'VariableDeclarator');
  if (declarators.some(({ id }) => id.type !== 'Identifier')) return;
  const declared = new Set(declarators.map(({ id }) => (id as Identifier).name));
  const identifiers = identifiersOf(program);
  const others = new Set(identifiers.map(({ name }) => name).filter((name) => !declared.has(name)));
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const name of declared) {
    const word = name.replace(/\d+$/, '');
    let count = counts.get(word) ?? 0;
    let next: string;
    do {
      count += 1;
      next = count === 1 && !RESERVED.has(word) ? word : `${word}${count}`;
    } while (others.has(next));
    counts.set(word, count);
    names.set(name, next);
  }
  for (const identifier of identifiers) identifier.name = names.get(identifier.name) ?? identifier.name;
}

/** Words that a number makes a name of and that are none without. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof var void while with yield'
  ).split(' '),
);

/** All that name a variable, in the order of the text; names of properties do not. */
function identifiersOf(node: AnyNode): Identifier[] {
  if (node.type === 'Identifier') return [node];
  if (node.type === 'Property' && !node.computed) {
    // What was short for a name and itself must say both once they differ.
    node.shorthand = false;
    return identifiersOf(node.value);
  }
  if (node.type === 'MemberExpression' && !node.computed) return identifiersOf(node.object);
  return children(node).flatMap(identifiersOf);
}
