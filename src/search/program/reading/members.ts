import type { AnyNode } from 'acorn';
import type { Callable } from './evaluate.ts';
import { Unreadable } from './unreadable.ts';

/** Methods of lists that programs use to lay out their layers. Each is given the list and makes the method. */
const LIST_METHODS: Readonly<Record<string, (list: unknown[], call: AnyNode) => Callable>> = {
  forEach:
    (list, node) =>
    ([f]) =>
      list.forEach((item, i) => (f as Callable)([item, i], node)),
  map:
    (list, node) =>
    ([f]) =>
      list.map((item, i) => (f as Callable)([item, i], node)),
  push: (list) => (items) => list.push(...items),
  at:
    (list) =>
    ([i]) =>
      list.at(i as number),
  slice:
    (list) =>
    ([from, to]) =>
      list.slice(from as number, to as number | undefined),
  reduce:
    (list, node) =>
    ([f, start]) =>
      list.reduce((sum, item, i) => (f as Callable)([sum, item, i], node), start),
};

/** A property of a value the program holds: its own ones only, so that no way leads out. */
export function memberOf(owner: unknown, key: unknown, node: AnyNode): unknown {
  if (Array.isArray(owner)) {
    if (typeof key === 'number') return owner[key] as unknown;
    if (key === 'length') return owner.length;
    const method =
      typeof key === 'string' && Object.hasOwn(LIST_METHODS, key) ? LIST_METHODS[key] : undefined;
    if (method) return method(owner as unknown[], node);
  } else if (
    typeof owner === 'object' &&
    owner !== null &&
    (typeof key === 'string' || typeof key === 'number')
  ) {
    return Object.hasOwn(owner, key) ? (owner as Record<string, unknown>)[key] : undefined;
  }
  throw new Unreadable(`the property ${String(key)}`);
}
