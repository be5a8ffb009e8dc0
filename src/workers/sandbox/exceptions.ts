import * as v from 'valibot';
import type { CandidateFault } from '../../search/domain.ts';
import { type FaultFact, faultFactSchema } from '../../search/faults/schema.ts';

/** The name under which the program's frames appear in stack traces. */
export const FILE_NAME = 'candidate.js';

const shortText = (longest: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, longest)),
  );

const LONGEST_MESSAGE = 1000;
/** Of a fact as JSON. None of ours is longer, but a program can throw what looks like one. */
const LONGEST_FACT = 1500;

const faultSchema = v.object({
  kind: v.picklist(['unknown-layer', 'bad-argument', 'shape', 'output', 'too-big', 'no-function']),
  message: faultFactSchema,
  layer: v.optional(shortText(64)),
  line: v.optional(v.number()),
});

/** It gives no line: the interpreter knows the line of its last call, which is not where a loop turns. */
export const TIMEOUT: CandidateFault = {
  kind: 'timeout',
  message: { kind: 'too-slow' },
};

const text = v.fallback(v.string(), '');
const errorSchema = v.object({ name: text, message: text, stack: text });

/**
 * @param thrown what the interpreter dumped: an object for an error, else the value that was thrown
 * @param spoken the fault that the facade put into its own errors, as JSON
 */
export function faultOf(thrown: unknown, spoken: string | undefined): CandidateFault {
  const { name, message, stack } = v.parse(errorSchema, typeof thrown === 'object' && thrown ? thrown : {});
  const at = lineOf(stack);
  const known = v.safeParse(v.pipe(v.string(), v.parseJson(), faultSchema), spoken);
  if (known.success && JSON.stringify(known.output.message).length <= LONGEST_FACT)
    return { ...at, ...known.output };
  if (name === 'InternalError' && message === 'interrupted') return TIMEOUT;
  if (name === 'InternalError' && (message === 'out of memory' || message === 'string too long')) {
    return { kind: 'memory', message: { kind: 'out-of-memory' }, ...at };
  }
  if (name === 'InternalError' && message === 'stack overflow') {
    return { kind: 'memory', message: { kind: 'calls-too-deep' }, ...at };
  }
  if (name === 'SyntaxError')
    return { kind: 'syntax', message: { kind: 'does-not-parse', says: message }, ...at };
  return { kind: 'runtime', message: factOf(name, message, thrown), ...at };
}

function factOf(name: string, message: string, thrown: unknown): FaultFact {
  if (name) return { kind: 'error', says: `${name}: ${message}`.slice(0, LONGEST_MESSAGE) };
  const value = typeof thrown === 'object' ? JSON.stringify(thrown) : String(thrown);
  return { kind: 'threw', value: value.slice(0, LONGEST_MESSAGE) };
}

function lineOf(stack: string): { readonly line?: number } {
  const found = /candidate\.js:(\d+)/.exec(stack);
  return found ? { line: Number(found[1]) } : {};
}

/** Adds the text of the line, where there is one. */
export function quoteLine(fault: CandidateFault, source: string): CandidateFault {
  const { line, ...rest } = fault;
  const quote = line === undefined ? undefined : source.split('\n')[line - 1]?.trim().slice(0, 200);
  return line === undefined || quote === undefined ? rest : { ...rest, line, quote };
}
