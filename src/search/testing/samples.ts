/** Values of a schema of facts, made from the schema itself, so that a test meets every kind that there is. */
import type * as v from 'valibot';

interface Node {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Node>>;
  readonly options?: readonly unknown[];
  readonly wrapped?: Node;
  readonly item?: Node;
  readonly literal?: unknown;
}

/**
 * Of each kind one value for every option of every field, and one without each optional field; texts and numbers are such
 * that none is part of another.
 */
export function samplesOf<T>(schema: v.GenericSchema<unknown, T>): readonly T[] {
  let made = 0;
  const optionsOf = (node: Node): readonly unknown[] => {
    switch (node.type) {
      case 'variant':
        return (node.options ?? []).flatMap((option) => optionsOf(option as Node));
      case 'object':
        return objectsOf(Object.entries(node.entries ?? {}));
      case 'literal':
        return [node.literal];
      case 'picklist':
        return node.options ?? [];
      case 'union':
        return (node.options ?? []).flatMap((option) => optionsOf(option as Node));
      case 'exact_optional':
        return [...optionsOf(node.wrapped as Node), undefined];
      case 'array':
        return [[...optionsOf(node.item as Node), ...optionsOf(node.item as Node)]];
      case 'boolean':
        return [true, false];
      case 'string':
        return [`text${next()}`];
      case 'number':
        return [next()];
      default:
        throw new Error(`no samples of ${node.type}`);
    }
  };
  const next = () => 111 + (made++ % 888);
  /** All fields at their first option, but one at a time at another. */
  const objectsOf = (entries: readonly (readonly [string, Node])[]): readonly unknown[] => {
    const fields = entries.map(([key, node]) => [key, optionsOf(node)] as const);
    const whole = fields.map(([key, [first]]) => [key, first] as const);
    const others = fields.flatMap(([key, [, ...rest]], at) =>
      rest.map((option) => whole.with(at, [key, option] as const)),
    );
    return [whole, ...others].map((each) =>
      Object.fromEntries(each.filter(([, value]) => value !== undefined)),
    );
  };
  return optionsOf(schema as unknown as Node) as readonly T[];
}

/** The texts and numbers in a value, but for the names of kinds and other words that are worded themselves. */
export function tokensOf(value: unknown): readonly string[] {
  if (typeof value === 'number') return [String(value)];
  if (typeof value === 'string') return /^text\d+$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(tokensOf) : [];
}
