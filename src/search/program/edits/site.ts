import type { AnyNode, CallExpression, ObjectExpression, Program, Statement } from 'acorn';
import type { TaskShape } from '../../domain.ts';
import { LAYERS } from '../../graph/layers/index.ts';
import type { Seen } from '../reading/facade.ts';
import { printExpression } from '../syntax/print.ts';
import { walk } from '../syntax/walk.ts';
import { stringIn, propertyOf } from './config.ts';

/** A statement in the list that it can be moved in. */
export interface Place {
  readonly list: Statement[];
  readonly statement: Statement;
}

/** How the program uses a layer that it makes. */
export type Use =
  | { readonly kind: 'apply'; readonly call: CallExpression; readonly place?: Place }
  | { readonly kind: 'add'; readonly model: string; readonly place: Place }
  | { readonly kind: 'element'; readonly list: AnyNode[] }
  | { readonly kind: 'other' };

/** A call `tf.layers.conv1d({ ... })` in a program, wherever it stands. */
export interface LayerSite {
  readonly make: CallExpression;
  readonly factory: string;
  /** Text before the factory's name, such as `tf.layers`. */
  readonly home: string;
  /** Absent when the layer is given nothing, or something other than an object in place. */
  readonly config?: ObjectExpression;
  readonly use: Use;
  /** Whether it gives the answer: its units and its softmax are the task's and not the search's. */
  readonly isOutput: boolean;
  readonly seen?: Seen;
}

/** All layers of a program, in the order of its text. */
export function findSites(
  program: Program,
  task: TaskShape,
  seen: ReadonlyMap<AnyNode, Seen>,
): readonly LayerSite[] {
  const classes = classesName(program);
  const sites: LayerSite[] = [];
  walk(program, (node, above) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
    const { object, property, computed } = node.callee;
    if (computed || property.type !== 'Identifier' || object.type === 'Super') return;
    if (!Object.hasOwn(LAYERS, property.name) || !isLayers(object)) return;
    const [config] = node.arguments;
    const known = seen.get(node);
    const site = {
      make: node,
      factory: property.name,
      home: printExpression(object),
      use: useOf(node, above),
      ...(config?.type === 'ObjectExpression' && { config }),
      ...(known && { seen: known }),
    };
    sites.push({ ...site, isOutput: isOutput(site, task, classes) });
  });
  return sites;
}

const isLayers = (node: AnyNode): boolean =>
  (node.type === 'Identifier' && node.name === 'layers') ||
  (node.type === 'MemberExpression' &&
    node.property.type === 'Identifier' &&
    node.property.name === 'layers');

/** What the program calls the number of classes: the third parameter of its function. */
function classesName(program: Program): string | undefined {
  const names: string[] = [];
  walk(program, (node) => {
    if (!('params' in node) || !Array.isArray(node.params)) return;
    const [, , third] = node.params as AnyNode[];
    if (third?.type === 'Identifier' && node.params.length === 3) names.push(third.name);
  });
  return names[0];
}

function isOutput(
  { factory, config }: Pick<LayerSite, 'factory' | 'config'>,
  { classes }: TaskShape,
  name: string | undefined,
): boolean {
  if (factory === 'softmax') return true;
  const isSoftmax = stringIn(config, 'activation') === 'softmax';
  if (factory === 'activation') return isSoftmax;
  const units = propertyOf(config, 'units')?.value ?? propertyOf(config, 'filters')?.value;
  if (units?.type === 'Identifier') return units.name === name;
  return isSoftmax && units?.type === 'Literal' && units.value === classes;
}

function useOf(make: CallExpression, above: readonly AnyNode[]): Use {
  const [parent, grandparent] = above;
  if (
    parent?.type === 'MemberExpression' &&
    parent.property.type === 'Identifier' &&
    parent.property.name === 'apply' &&
    grandparent?.type === 'CallExpression' &&
    grandparent.callee === parent
  ) {
    const place = placeOf(above);
    return { kind: 'apply', call: grandparent, ...(place && { place }) };
  }
  if (
    parent?.type === 'CallExpression' &&
    parent.arguments[0] === make &&
    parent.callee.type === 'MemberExpression' &&
    parent.callee.property.type === 'Identifier' &&
    parent.callee.property.name === 'add' &&
    parent.callee.object.type === 'Identifier' &&
    grandparent?.type === 'ExpressionStatement'
  ) {
    const place = placeOf(above);
    if (place) return { kind: 'add', model: parent.callee.object.name, place };
  }
  if (
    parent?.type === 'ArrayExpression' &&
    grandparent?.type === 'Property' &&
    grandparent.key.type === 'Identifier' &&
    grandparent.key.name === 'layers'
  ) {
    return { kind: 'element', list: parent.elements as AnyNode[] };
  }
  return { kind: 'other' };
}

/** The statement around, when it stands in a list of statements; a function's bare expression does not. */
function placeOf(above: readonly AnyNode[]): Place | undefined {
  const index = above.findIndex(({ type }) => /Statement$|Declaration$|Function/.test(type));
  const statement = above[index];
  const block = above[index + 1];
  if (!statement || !block || statement.type.includes('Function') || block.type !== 'BlockStatement')
    return undefined;
  return { list: block.body, statement: statement as Statement };
}
