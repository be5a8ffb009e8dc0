import type { AnyNode, Expression, Literal, Program } from 'acorn';
import { walk } from '../syntax/walk.ts';

/** Literals that stand for one setting and change together, such as both numbers of `[3, 3]`. */
export type Slot = readonly [Literal, ...Literal[]];

/**
 * Where the value of a setting is written: in place, in the constant it names, in the default of the parameter it
 * names, at the calls that pass that parameter, or in the list that a loop runs over.
 * @param followed names on the way here
 */
export function slotsOf(program: Program, value: AnyNode, followed: readonly string[] = []): readonly Slot[] {
  switch (value.type) {
    case 'Literal':
      return [[value]];
    case 'ArrayExpression': {
      const [first, ...rest] = value.elements;
      if (first?.type !== 'Literal') return [];
      const all = rest.every((each) => each?.type === 'Literal' && each.value === first.value);
      return all ? [[first, ...(rest as Literal[])]] : [];
    }
    case 'Identifier':
      // Names are not told apart by scope here, so two can seem to stand for each other.
      return followed.includes(value.name) ? [] : slotsOfName(program, value.name, [...followed, value.name]);
    case 'BinaryExpression':
      return [value.left, value.right]
        .filter(({ type }) => type === 'Identifier')
        .flatMap((side) => slotsOf(program, side, followed));
    default:
      return [];
  }
}

function slotsOfName(program: Program, name: string, followed: readonly string[]): readonly Slot[] {
  const found: Slot[] = [];
  walk(program, (node, above) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.id.name === name) {
      if (node.init) found.push(...slotsOf(program, node.init, followed));
      const [, loop] = above;
      if (loop?.type === 'ForOfStatement' && loop.right.type === 'ArrayExpression') {
        found.push(...literals(loop.right.elements).map((each): Slot => [each]));
      }
    }
    if ('params' in node && Array.isArray(node.params)) {
      const params = node.params as AnyNode[];
      const index = params.findIndex((each) => nameOf(each) === name);
      const parameter = params[index];
      if (!parameter) return;
      if (parameter.type === 'AssignmentPattern' && parameter.right.type === 'Literal')
        found.push([parameter.right]);
      const callee = functionName(node, above[0]);
      if (callee !== undefined) found.push(...passed(program, callee, index));
    }
  });
  return found;
}

const nameOf = (parameter: AnyNode): string | undefined => {
  if (parameter.type === 'Identifier') return parameter.name;
  return parameter.type === 'AssignmentPattern' && parameter.left.type === 'Identifier'
    ? parameter.left.name
    : undefined;
};

function functionName(node: AnyNode, parent: AnyNode | undefined): string | undefined {
  if (node.type === 'FunctionDeclaration') return (node.id as { readonly name: string } | null)?.name;
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
    ? parent.id.name
    : undefined;
}

/** What calls of a function give for one of its parameters. */
function passed(program: Program, callee: string, index: number): readonly Slot[] {
  const found: Expression[] = [];
  walk(program, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== callee)
      return;
    const argument = node.arguments[index];
    if (argument && argument.type !== 'SpreadElement') found.push(argument);
  });
  return literals(found).map((each) => [each]);
}

const literals = (nodes: readonly (AnyNode | null)[]): readonly Literal[] =>
  nodes.filter((each): each is Literal => each?.type === 'Literal');

export function writeSlot(slot: Slot, value: number | string): void {
  for (const literal of slot) {
    literal.value = value;
    literal.raw = JSON.stringify(value);
  }
}
