/** A fact of each kind there is, made of its schema, so that a test passes by none. */
import type { TrainingFact } from '../faults/training.ts';
import { shapes } from '../told/schema.ts';
import type { Fact, Said, Told } from '../told/told.ts';

/** Stands for any fact within another. */
export const INNER: Fact = { kind: 'model-back' };

/** Of a value, what it may be: all that it is to be picked from, or one of all the others. Numbers and texts are told apart. */
type Schema =
  | { readonly type: 'picklist'; readonly options: readonly string[] }
  | { readonly type: 'string' | 'number' | 'union' }
  | { readonly type: 'exact_optional'; readonly wrapped: Schema };

const optionsOf = (schema: Schema): readonly string[] => (schema.type === 'picklist' ? schema.options : []);

function valueOf(key: string, schema: Schema, at: number, variant: number): number | Said | TrainingFact {
  switch (schema.type) {
    case 'picklist':
      return schema.options[variant % schema.options.length] ?? '';
    case 'string':
      return `‹${at}›`;
    case 'number':
      return 41 + 10 * at;
    case 'union':
      return key === 'failure' ? { kind: 'no-weights' } : INNER;
    case 'exact_optional':
      return valueOf(key, schema.wrapped, at, variant);
  }
}

/** Each kind once with each word that a value of it is picked from. */
export const FACTS: readonly Told[] = shapes.options.flatMap(({ entries }) => {
  const { kind, ...values } = entries;
  const keys = Object.entries(values as Readonly<Record<string, Schema>>);
  const variants = Math.max(1, ...keys.map(([, schema]) => optionsOf(schema).length));
  return Array.from(
    { length: variants },
    (_, variant) =>
      Object.fromEntries([
        ['kind', kind.literal],
        ...keys.map(([key, schema], at) => [key, valueOf(key, schema, at, variant)]),
      ]) as Told,
  );
});
