import * as v from 'valibot';
import type { CandidateFault } from '../../search/domain.ts';

/** The name under which the program's frames appear in stack traces. */
export const FILE_NAME = 'candidate.js';

/** A program can throw what looks like a fault of ours, of any length. */
const shortText = (longest: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, longest)),
  );

const LONGEST_MESSAGE = 1000;

const faultSchema = v.object({
  kind: v.picklist(['unknown-layer', 'bad-argument', 'shape', 'output', 'too-big', 'no-function']),
  message: shortText(LONGEST_MESSAGE),
  layer: v.optional(shortText(64)),
  line: v.optional(v.number()),
});

/** It gives no line: the interpreter knows the line of its last call, which is not where a loop turns. */
export const TIMEOUT: CandidateFault = {
  kind: 'timeout',
  message: 'The program took longer than a network needs to be built; does a loop never end?',
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
  if (known.success) return { ...at, ...known.output };
  if (name === 'InternalError' && message === 'interrupted') return TIMEOUT;
  if (name === 'InternalError' && (message === 'out of memory' || message === 'string too long')) {
    return {
      kind: 'memory',
      message: 'The program used up its memory; it should build layers, not data.',
      ...at,
    };
  }
  if (name === 'InternalError' && message === 'stack overflow') {
    return {
      kind: 'memory',
      message: 'The program nests its calls too deeply; does a function call itself?',
      ...at,
    };
  }
  if (name === 'SyntaxError')
    return { kind: 'syntax', message: `The program does not parse: ${message}.`, ...at };
  const words = name
    ? `${name}: ${message}`
    : `The program threw ${typeof thrown === 'object' ? JSON.stringify(thrown) : String(thrown)}`;
  return { kind: 'runtime', message: `${words.slice(0, LONGEST_MESSAGE)}.`, ...at };
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
