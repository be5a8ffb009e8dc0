import type { Wanted, Why } from '../faults/wanted.ts';
import { GraphFault } from './fault.ts';

/** One setting of a layer's configuration: how it is read, and what stands for it when it is left out. */
export interface Key<T> {
  /** Absent when the setting must be given. */
  readonly fallback?: () => T;
  /** Where a text may stand: the few words that are taken. A grammar for programs is made from them. */
  readonly words?: readonly string[];
  /** @throws GraphFault `bad-argument`, saying what the setting may be */
  read(value: unknown, name: string): T;
}

export type Keys = Readonly<Record<string, Key<unknown>>>;
export type ConfigOf<K extends Keys> = { readonly [P in keyof K]: K[P] extends Key<infer T> ? T : never };

/** Large enough for any network within the limits, small enough that no product of a few sizes loses digits. */
const MOST = 1_000_000;

/** Of what a program made up is told no more. */
const LONGEST_NAME = 100;

/** Refuses a value: `units must be a whole number from 1, but is 2.5`. */
export function badValue(name: string, wanted: Wanted, value: unknown): never {
  throw new GraphFault('bad-argument', { kind: 'bad-value', name, wanted, value: valueText(value) });
}

/** What is left of a value that JSON cannot carry; see the sandbox's facade. */
const isUnspeakable = (value: unknown): value is { readonly $unspeakable: string } =>
  typeof value === 'object' &&
  value !== null &&
  '$unspeakable' in value &&
  typeof value.$unspeakable === 'string';

export function valueText(value: unknown): string {
  if (isUnspeakable(value)) return value.$unspeakable;
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Reads a configuration; unknown settings are refused, never dropped. `null` counts as left out, as in TF.js. */
export function readConfig(keys: Keys, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(keys, name)) {
      const names = Object.keys(keys);
      throw new GraphFault('bad-argument', {
        kind: 'unknown-setting',
        name: name.slice(0, LONGEST_NAME),
        names,
      });
    }
  }
  const config: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(keys)) {
    const value = given[name];
    if (value !== undefined && value !== null) config[name] = key.read(value, name);
    else if (key.fallback) config[name] = key.fallback();
    else throw new GraphFault('bad-argument', { kind: 'missing-setting', name });
  }
  return config;
}

/** Gives a setting a value to fall back on. */
export const optional = <T>(key: Key<T>, fallback: T): Key<T> => ({ ...key, fallback: () => fallback });

/** A setting that TF.js keeps as `null` when it is left out. */
export const nullable = <T>(key: Key<T>): Key<T | null> => ({ ...key, fallback: () => null });

export const whole = (least: number, most = MOST): Key<number> => ({
  read(value, name) {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    return badValue(name, { kind: 'whole', from: least, ...(most !== MOST && { to: most }) }, value);
  },
});

export const real = (least: number, most: number): Key<number> => ({
  read(value, name) {
    if (typeof value === 'number' && value >= least && value <= most) return value;
    return badValue(name, { kind: 'number', from: least, to: most }, value);
  },
});

/** A fraction that may be 0 but not 1, such as a dropout rate. */
export const rate: Key<number> = {
  read(value, name) {
    if (typeof value === 'number' && value >= 0 && value < 1) return value;
    return badValue(name, { kind: 'rate' }, value);
  },
};

export const flag: Key<boolean> = {
  read: (value, name) => (typeof value === 'boolean' ? value : badValue(name, { kind: 'flag' }, value)),
};

export const choice = <T extends string>(...words: readonly T[]): Key<T> => ({
  words,
  read(value, name) {
    const word = words.find((each) => each === value);
    return word ?? badValue(name, { kind: 'word', words: [...words] }, value);
  },
});

/** A value that may be written but not changed, because TF.js does nothing or fails with any other. */
export const only = <T extends string | number | boolean>(allowed: T, why: Why): Key<T> => ({
  ...(typeof allowed === 'string' && { words: [allowed] }),
  fallback: () => allowed,
  read: (value, name) =>
    value === allowed
      ? allowed
      : badValue(name, { kind: 'only', value: JSON.stringify(allowed), why }, value),
});

/** Whole numbers along `count` axes; a single number stands for all of them. */
export const perAxis = (count: number, least = 1): Key<readonly number[]> => ({
  read(value, name) {
    const size = whole(least);
    if (!Array.isArray(value)) return Array.from({ length: count }, () => size.read(value, name));
    if (value.length !== count)
      badValue(name, count > 1 ? { kind: 'one-or-each', count } : { kind: 'one-number' }, value);
    return value.map((each: unknown) => size.read(each, name));
  },
});

/** A list of whole numbers, such as axes or sizes. */
export const list = (least: number, most: number, longest = 4): Key<readonly number[]> => ({
  read(value, name) {
    if (!Array.isArray(value) || value.length < 1 || value.length > longest) {
      return badValue(name, { kind: 'whole-list', longest }, value);
    }
    return value.map((each: unknown) => whole(least, most).read(each, name));
  },
});

/** TF.js reads a saved `dataFormat`, but only this one runs the same on every backend. */
export const channelsLast = only('channelsLast', 'channels-last');
