/* JavaScript's own operators on values of unknown type, which coerce as JavaScript does. */
type Any = number;

export const UNARY: Readonly<Record<string, (value: unknown) => unknown>> = {
  '-': (value) => -(value as Any),
  '+': (value) => +(value as Any),
  '!': (value) => !value,
  typeof: (value) => typeof value,
};

export const BINARY: Readonly<Record<string, (a: unknown, b: unknown) => unknown>> = {
  '+': (a, b) => (a as Any) + (b as Any),
  '-': (a, b) => (a as Any) - (b as Any),
  '*': (a, b) => (a as Any) * (b as Any),
  '/': (a, b) => (a as Any) / (b as Any),
  '%': (a, b) => (a as Any) % (b as Any),
  '**': (a, b) => (a as Any) ** (b as Any),
  '<': (a, b) => (a as Any) < (b as Any),
  '<=': (a, b) => (a as Any) <= (b as Any),
  '>': (a, b) => (a as Any) > (b as Any),
  '>=': (a, b) => (a as Any) >= (b as Any),
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '==': (a, b) => a == b,
  '!=': (a, b) => a != b,
  '<<': (a, b) => (a as Any) << (b as Any),
  '>>': (a, b) => (a as Any) >> (b as Any),
};
