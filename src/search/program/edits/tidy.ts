import type { AnyNode, Expression, Program, Statement } from 'acorn';
import { nodesOf, walk } from '../syntax/walk.ts';
import { replaceNode } from './remove.ts';

/** Takes out what an edit has left without purpose: `x = x;`, a second name for a constant, a tensor nobody reads. */
export function tidy(program: Program): void {
  for (const { body } of nodesOf(program, 'BlockStatement')) {
    const kept = body.filter((each) => !isSelfAssignment(each));
    body.splice(0, body.length, ...kept);
  }
  while (dropSecondName(program) || dropUnread(program));
}

const isSelfAssignment = (node: Statement): boolean =>
  node.type === 'ExpressionStatement' &&
  node.expression.type === 'AssignmentExpression' &&
  node.expression.operator === '=' &&
  node.expression.left.type === 'Identifier' &&
  node.expression.right.type === 'Identifier' &&
  node.expression.left.name === node.expression.right.name;

interface Constant {
  readonly body: Statement[];
  readonly statement: Statement;
  readonly id: AnyNode & { type: 'Identifier' };
  readonly init: Expression;
}

/** Constants that are declared alone. */
const constantsOf = (program: Program): readonly Constant[] =>
  nodesOf(program, 'BlockStatement').flatMap(({ body }) =>
    body.flatMap((statement) => {
      if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') return [];
      const [only, ...more] = statement.declarations;
      if (!only?.init || more.length > 0 || only.id.type !== 'Identifier') return [];
      return [{ body, statement, id: only.id, init: only.init }];
    }),
  );

const remove = ({ body, statement }: Constant): boolean => body.splice(body.indexOf(statement), 1).length > 0;

/** `const a = b;`, where neither ever changes and both names are given once: `b` serves for both. */
function dropSecondName(program: Program): boolean {
  const found = constantsOf(program).find(
    ({ id, init }) =>
      init.type === 'Identifier' && isSteady(program, init.name) && bindings(program, id.name) === 1,
  );
  if (found?.init.type !== 'Identifier') return false;
  const { name } = found.init;
  remove(found);
  for (const each of readsOf(program, found.id.name)) replaceNode(program, each, { ...each, name });
  return true;
}

/** A tensor that is made and never read; making one has no other effect. */
function dropUnread(program: Program): boolean {
  const found = constantsOf(program).find(({ id, init }) => {
    const isTensor = init.type === 'Identifier' || (init.type === 'CallExpression' && isApply(init.callee));
    return (
      isTensor && bindings(program, id.name) === 1 && readsOf(program, id.name).every((each) => each === id)
    );
  });
  return found ? remove(found) : false;
}

const isApply = (callee: AnyNode): boolean =>
  callee.type === 'MemberExpression' &&
  callee.property.type === 'Identifier' &&
  callee.property.name === 'apply';

/** Every mention of a variable, its declaration included; keys of configurations are not mentions. */
function readsOf(program: Program, name: string): readonly (AnyNode & { type: 'Identifier' })[] {
  const found: (AnyNode & { type: 'Identifier' })[] = [];
  walk(program, (node, [parent]) => {
    if (node.type !== 'Identifier' || node.name !== name) return;
    const isKey =
      parent?.type === 'Property' && parent.key === node && parent.value !== node && !parent.computed;
    const isMember = parent?.type === 'MemberExpression' && parent.property === node && !parent.computed;
    if (!isKey && !isMember) found.push(node);
  });
  return found;
}

/** How often a name is declared, as a variable or a parameter. */
function bindings(program: Program, name: string): number {
  let count = 0;
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.id.name === name)
      count += 1;
    if ('params' in node && Array.isArray(node.params))
      count += (node.params as AnyNode[]).filter(
        (each) => each.type === 'Identifier' && each.name === name,
      ).length;
  });
  return count;
}

const isSteady = (program: Program, name: string): boolean =>
  bindings(program, name) === 1 &&
  !nodesOf(program, 'AssignmentExpression').some(
    ({ left }) => left.type === 'Identifier' && left.name === name,
  ) &&
  !nodesOf(program, 'UpdateExpression').some(
    ({ argument }) => argument.type === 'Identifier' && argument.name === name,
  );
