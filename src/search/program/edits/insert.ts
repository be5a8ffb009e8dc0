import type { CallExpression, Expression, Program, Statement, VariableDeclaration } from 'acorn';
import { expression, statement } from '../syntax/parse.ts';
import { printExpression } from '../syntax/print.ts';
import { nodesOf } from '../syntax/walk.ts';
import { takeInput } from './config.ts';
import type { LayerSite } from './site.ts';

/** Whether a layer can be put before this one. A softmax of its own must follow the output layer at once. */
export const takesOneBefore = ({ use, factory, isOutput }: LayerSite): boolean => {
  if (isOutput && (factory === 'softmax' || factory === 'activation')) return false;
  if (use.kind === 'apply') {
    const [argument] = use.call.arguments;
    return argument !== undefined && argument.type !== 'ArrayExpression' && argument.type !== 'SpreadElement';
  }
  return use.kind !== 'other';
};

/** Puts a layer before another, in the style of the program there. @param made e.g. `dropout({ rate: 0.2 })` */
export function insertBefore(program: Program, site: LayerSite, made: string): void {
  const { use, home } = site;
  const text = `${home}.${made}`;
  switch (use.kind) {
    case 'add': {
      const { list, statement: at } = use.place;
      list.splice(list.indexOf(at), 0, statement(`${use.model}.add(${withInputOf(site, text)});`));
      return;
    }
    case 'element':
      use.list.splice(use.list.indexOf(site.make), 0, expression(withInputOf(site, text)));
      return;
    case 'apply':
      return insertBeforeCall(program, use, text);
    case 'other':
      throw new Error('a layer that is not used here has nothing before it');
  }
}

/** Takes what the first layer says of the input along to the one that becomes first. */
function withInputOf({ config }: LayerSite, text: string): string {
  const made = expression(text) as CallExpression;
  const moved = takeInput(config);
  if (moved.length === 0) return text;
  if (made.arguments.length === 0) made.arguments.push(expression('{}'));
  const [settings] = made.arguments;
  if (settings?.type === 'ObjectExpression') settings.properties.push(...moved);
  return printExpression(made);
}

function insertBeforeCall(program: Program, use: LayerSite['use'] & { kind: 'apply' }, text: string): void {
  const [argument] = use.call.arguments as [Expression];
  const name = argument.type === 'Identifier' ? argument.name : undefined;
  const { call, place } = use;
  if (!place || name === undefined) {
    const inner = expression(`${text}.apply(x)`) as CallExpression;
    inner.arguments[0] = argument;
    call.arguments[0] = inner;
    return;
  }
  const { list, statement: at } = place;
  const index = list.indexOf(at);
  const target = variableOf(at, call);
  if (target && target.name === name) {
    list.splice(index, 0, statement(`${name} = ${text}.apply(${name});`));
  } else if (target?.declaration?.kind === 'let') {
    list.splice(index, 0, statement(`let ${target.name} = ${text}.apply(${name});`));
    const assignment = statement(`${target.name} = 0;`) as Statement & { type: 'ExpressionStatement' };
    (assignment.expression as Expression & { type: 'AssignmentExpression' }).right = call;
    call.arguments[0] = expression(target.name);
    list[index + 1] = assignment;
  } else {
    const fresh = freshName(program, stemOf(text));
    list.splice(index, 0, statement(`const ${fresh} = ${text}.apply(${name});`));
    call.arguments[0] = expression(fresh);
  }
}

/** The variable that a statement gives the value of this very call, and its declaration when it declares it alone. */
export function variableOf(
  at: Statement,
  call: Expression,
): { readonly name: string; readonly declaration?: VariableDeclaration } | undefined {
  if (at.type === 'ExpressionStatement' && at.expression.type === 'AssignmentExpression') {
    const { left, right, operator } = at.expression;
    return left.type === 'Identifier' && operator === '=' && right === call ? { name: left.name } : undefined;
  }
  if (at.type !== 'VariableDeclaration') return undefined;
  const [only, ...more] = at.declarations;
  if (!only || more.length > 0 || only.init !== call || only.id.type !== 'Identifier') return undefined;
  return { name: only.id.name, declaration: at };
}

/** `base`, or `base2`, `base3` … when the program has it already. */
export function freshName(program: Program, base: string): string {
  const taken = new Set(nodesOf(program, 'Identifier').map(({ name }) => name));
  let name = base;
  for (let i = 2; taken.has(name); i++) name = `${base}${i}`;
  return name;
}

/** What to call the output of a layer: `conv` for `tf.layers.conv1d({ ... })`. */
const stemOf = (text: string): string => /\.(\w+?)(?:[12]d)?\(/.exec(text)?.[1] ?? 'hidden';
