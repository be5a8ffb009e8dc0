/** All hostile programs, by family. */
import { BROKEN } from './programs/broken.ts';
import { CONVERSIONS } from './programs/conversions.ts';
import { DEPTH } from './programs/depth.ts';
import { ESCAPES } from './programs/escapes.ts';
import { EXPRESSIONS } from './programs/expressions.ts';
import { LETTERS } from './programs/letters.ts';
import { LOOPS } from './programs/loops.ts';
import { MEMORY } from './programs/memory.ts';
import { PROTOTYPES } from './programs/prototypes.ts';
import { RETURNED } from './programs/returned.ts';
import { SIZES } from './programs/sizes.ts';
import { WAITING } from './programs/waiting.ts';
import type { Ending, HostileProgram, Programs } from './program.ts';

const FAMILIES: Readonly<Record<string, Programs>> = {
  'loops without end': LOOPS,
  'memory bombs': MEMORY,
  'deep recursion and nesting': DEPTH,
  'regular-expression bombs': EXPRESSIONS,
  'prototype pollution': PROTOTYPES,
  'ways out': ESCAPES,
  'false models': RETURNED,
  'sizes and shapes': SIZES,
  'letters that deceive': LETTERS,
  'promises and generators': WAITING,
  'conversions and forged errors': CONVERSIONS,
  'broken programs': BROKEN,
};

const isOne = (ends: Ending | readonly Ending[]): ends is Ending => typeof ends === 'string';

export const CORPUS: ReadonlyMap<string, readonly HostileProgram[]> = new Map(
  Object.entries(FAMILIES).map(([family, programs]) => [
    family,
    Object.entries(programs).map(([name, [ends, source]]) => ({
      name,
      source,
      ends: isOne(ends) ? [ends] : ends,
    })),
  ]),
);
