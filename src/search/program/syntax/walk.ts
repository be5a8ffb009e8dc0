import type { AnyNode, Node } from 'acorn';

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** The nodes directly below, in the order of the text. */
export function children(node: Node): readonly AnyNode[] {
  const found: AnyNode[] = [];
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (key === 'comments' || key === 'trailingComments') continue;
    if (!Array.isArray(value)) {
      if (isNode(value)) found.push(value);
    } else {
      for (const each of value) if (isNode(each)) found.push(each);
    }
  }
  return found;
}

/** Visits every node, parents first. @param visit is given the nodes above as well, the nearest first */
export function walk(
  node: AnyNode,
  visit: (node: AnyNode, above: readonly AnyNode[]) => void,
  above: readonly AnyNode[] = [],
): void {
  visit(node, above);
  for (const child of children(node)) walk(child, visit, [node, ...above]);
}

/** All nodes of one type. */
export function nodesOf<T extends AnyNode['type']>(root: AnyNode, type: T): Extract<AnyNode, { type: T }>[] {
  const found: Extract<AnyNode, { type: T }>[] = [];
  walk(root, (node) => {
    if (node.type === type) found.push(node as Extract<AnyNode, { type: T }>);
  });
  return found;
}
