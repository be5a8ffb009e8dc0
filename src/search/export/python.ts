/** A piece of Python that stands as it is, among values that are written as literals. */
export class Code {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value as Python writes it; lists become tuples. */
export function literal(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return tuple(value.map(literal));
  throw new TypeError(`no Python literal for ${typeof value}`);
}

export const tuple = (items: readonly string[]): string =>
  items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;

/** `name(1, 2, key=3)`; keywords that are undefined are left out. */
export function invoke(
  name: string,
  positional: readonly unknown[],
  keywords: Readonly<Record<string, unknown>> = {},
): string {
  const named = Object.entries(keywords).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${literal(value)}`],
  );
  return `${name}(${[...positional.map(literal), ...named].join(', ')})`;
}

/** Each line further in by some spaces; empty lines stay empty. */
export const indent = (text: string, spaces: number): string =>
  text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
