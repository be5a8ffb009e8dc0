import type {
  AnyNode,
  CallExpression,
  Expression,
  ObjectExpression,
  Program,
  ReturnStatement,
  Statement,
} from 'acorn';
import { expression, statement } from '../syntax/parse.ts';
import { printExpression } from '../syntax/print.ts';
import { nodesOf } from '../syntax/walk.ts';
import { propertyOf, removeProperty } from './config.ts';
import { freshName } from './insert.ts';

/** A sequential model whose layers all stand in one list of statements. */
interface Sequential {
  readonly list: Statement[];
  readonly tf: string;
  readonly layers: readonly Expression[];
  /** Statements that make way: the model's making and its additions. */
  readonly spent: readonly Statement[];
  readonly end: ReturnStatement;
}

/**
 * Rewrites a sequential program in functional style, which alone can branch; the layers stay the same nodes.
 * @returns false, with nothing changed, when the model is not built in one straight line
 */
export function makeFunctional(program: Program): boolean {
  const model = nodesOf(program, 'BlockStatement')
    .map(({ body }) => sequentialIn(program, body))
    .find(Boolean);
  const [first] = model?.layers ?? [];
  if (!model || first?.type !== 'CallExpression') return false;
  const [config] = first.arguments;
  const shape = config?.type === 'ObjectExpression' ? propertyOf(config, 'inputShape') : undefined;
  if (!shape) return false;
  removeProperty(config as ObjectExpression, 'inputShape');

  const { list, tf, spent, end } = model;
  const input = freshName(program, 'input');
  const x = freshName(program, 'x');
  const calls = model.layers.map((layer, i) => {
    const call = expression(`layer.apply(${i === 0 ? input : x})`) as CallExpression;
    (call.callee as Expression & { type: 'MemberExpression' }).object = layer;
    return assign(i === 0 ? `let ${x} = 0;` : `${x} = 0;`, call);
  });
  const begin = statement(
    `const ${input} = ${tf}.input({ shape: ${printExpression(shape.value as Expression)} });`,
  );
  const finish = statement(`return ${tf}.model({ inputs: ${input}, outputs: ${x} });`);
  const kept = list.filter((each) => !spent.includes(each) && each !== end);
  list.splice(0, list.length, ...kept, begin, ...calls, finish);
  return true;
}

/** A statement as the text says, with the given value for its 0. */
function assign(text: string, value: Expression): Statement {
  const made = statement(text);
  if (made.type === 'VariableDeclaration' && made.declarations[0]) made.declarations[0].init = value;
  if (made.type === 'ExpressionStatement' && made.expression.type === 'AssignmentExpression')
    made.expression.right = value;
  return made;
}

function sequentialIn(program: Program, list: Statement[]): Sequential | undefined {
  const end = list.at(-1);
  if (end?.type !== 'ReturnStatement' || !end.argument) return undefined;
  const direct = sequentialCall(end.argument);
  if (direct) return { list, ...direct, spent: [], end };
  if (end.argument.type !== 'Identifier') return undefined;
  const { name } = end.argument;
  const making = list.find(
    (each) =>
      each.type === 'VariableDeclaration' &&
      each.declarations.length === 1 &&
      nameOf(each.declarations[0]?.id) === name,
  );
  const init = making?.type === 'VariableDeclaration' ? making.declarations[0]?.init : undefined;
  const made = init && sequentialCall(init);
  if (!made || !making) return undefined;
  const additions = list.flatMap((each) => {
    const layer = addedTo(each, name);
    return layer ? [{ each, layer }] : [];
  });
  // The making, the return and one for each addition; any further mention is more than can be rewritten.
  const mentions = nodesOf(program, 'Identifier').filter((each) => each.name === name);
  if (mentions.length !== additions.length + 2) return undefined;
  return {
    list,
    tf: made.tf,
    layers: [...made.layers, ...additions.map(({ layer }) => layer)],
    spent: [making, ...additions.map(({ each }) => each)],
    end,
  };
}

const nameOf = (node: AnyNode | null | undefined): string | undefined =>
  node?.type === 'Identifier' ? node.name : undefined;

/** `tf.sequential()`, with the layers it lists. */
function sequentialCall(node: Expression): Pick<Sequential, 'tf' | 'layers'> | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = node.callee;
  if (nameOf(property) !== 'sequential' || object.type !== 'Identifier') return undefined;
  const [config] = node.arguments;
  const listed = config?.type === 'ObjectExpression' ? propertyOf(config, 'layers')?.value : undefined;
  if (listed && listed.type !== 'ArrayExpression') return undefined;
  const layers = (listed?.elements ?? []).filter(
    (each) => each?.type !== 'SpreadElement',
  ) as (Expression | null)[];
  if (layers.length !== (listed?.elements.length ?? 0) || layers.includes(null)) return undefined;
  return { tf: object.name, layers: layers as Expression[] };
}

/** The layer in `model.add(layer);`. */
function addedTo(node: Statement, model: string): Expression | undefined {
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return undefined;
  const { callee, arguments: args } = node.expression;
  if (
    callee.type !== 'MemberExpression' ||
    nameOf(callee.property) !== 'add' ||
    nameOf(callee.object) !== model
  )
    return undefined;
  const [layer] = args;
  return layer && layer.type !== 'SpreadElement' ? layer : undefined;
}
