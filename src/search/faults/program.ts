/** Why a program's text comes to no network, as far as the sandbox and its `tf` can tell. */
import * as v from 'valibot';
import { texts, fact } from './fact.ts';

const text = v.string();
const num = v.number();

/** What a program gave or returned where something else belongs. */
export const THINGS = [
  'null',
  'undefined',
  'list',
  'model',
  /** One that was not applied. */
  'layer',
  'tensor',
  'object',
  'string',
  'number',
  'boolean',
  'function',
  'symbol',
  'bigint',
] as const;
export type Thing = (typeof THINGS)[number];
const given = v.picklist(THINGS);

/** What to do in place of what is not offered. */
const HINTS = [
  'apply-layer',
  'layer-offers',
  'input-begins',
  'return-model',
  'tf-offers',
  'same-each-time',
  'tf-is-argument',
  'nothing-outside',
] as const;
export type Hint = (typeof HINTS)[number];

export const programFacts = [
  fact('no-code', {}),
  fact('source-too-long', { bytes: num, most: num }),
  /** `says` is the parser's own word, here and below that of whoever threw. */
  fact('does-not-parse', { says: text }),
  fact('nested-too-deeply', {}),
  fact('imports', {}),
  fact('has-no-function', {}),
  fact('exports-none', { functions: texts }),
  fact('exports-no-function', {}),
  fact('exports-several', { count: num }),
  fact('awaits', {}),
  fact('is-async', {}),
  fact('out-of-memory', {}),
  fact('calls-too-deep', {}),
  fact('broke-interpreter', {}),
  fact('too-slow', {}),
  fact('hung', {}),
  fact('error', { says: text }),
  fact('threw', { value: text }),
  fact('settings-not-plain', { says: text }),
  fact('settings-too-long', {}),
  fact('call-not-understood', {}),
  fact('not-offered', { name: text, hint: v.picklist(HINTS) }),
  fact('misspelt', { name: text, write: text }),
  fact('not-among', { name: text, names: texts }),
  /** `isApplied` where it was meant as the argument of `apply`. */
  fact('no-settings', { of: text, given, isApplied: v.boolean() }),
  fact('no-tensor', { of: text, given }),
  fact('applied-to-more', { of: text }),
  fact('sequential-no-layer', { given }),
  fact('sequential-no-list', { given }),
  fact('sequential-no-shape', {}),
  fact('sequential-empty', {}),
  fact('input-not-first', {}),
  fact('returns-no-model', { given }),
] as const;
