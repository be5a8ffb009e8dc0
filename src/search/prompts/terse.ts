/**
 * Prompts in few tokens, for a model of our own that was trained on nothing else: marks instead of sentences. The
 * corpus it was trained on is written by these same functions, so a prompt is always of the form that it knows.
 *
 *   <|task|>40x1 10<|parent|>81% 5200
 *   export default function build(…
 *   <|edit|>add a residual connection<|child|>
 *
 * A parent that is invalid has the kind of its fault where a scored one has its metrics. The reply is the child's
 * program, up to the end token.
 */
import type { FaultKind, TaskShape } from '../domain.ts';
import { parseProgram } from '../program/syntax/parse.ts';
import { printProgram } from '../program/syntax/print.ts';
import { renumber } from '../program/syntax/renumber.ts';
import { INSTRUCTIONS, type Instruction } from './instructions.ts';

/** The marks, which the model's tokenizer has a token each for. */
export const MARKS = {
  end: '<|end|>',
  pad: '<|pad|>',
  task: '<|task|>',
  parent: '<|parent|>',
  edit: '<|edit|>',
  target: '<|target|>',
  child: '<|child|>',
} as const;

/** What a program scored, or is wanted to score. */
export interface Metrics {
  /** 0–1; left out where it is not known. */
  readonly valAccuracy?: number;
  readonly params: number;
}

export type TerseParent = { readonly source: string } & (Metrics | { readonly fault: FaultKind });

export interface TersePrompt {
  readonly task: TaskShape;
  /** Worst first; none for a program from nothing. */
  readonly parents?: readonly TerseParent[];
  readonly instruction?: Instruction;
  readonly target?: Metrics;
}

/** Any prompt: what is given of parents, instruction and target, in this order. */
export function tersePrompt({ task, parents = [], instruction, target }: TersePrompt): string {
  return [
    `${MARKS.task}${task.inputShape.join('x')} ${task.classes}`,
    ...parents.map((parent) => `${MARKS.parent}${headerOf(parent)}\n${inHouseStyle(parent.source)}\n`),
    ...(instruction ? [`${MARKS.edit}${INSTRUCTIONS[instruction]}`] : []),
    ...(target ? [`${MARKS.target}${metricsText(target)}`] : []),
    MARKS.child,
  ].join('');
}

/** Changes one parent as the instruction says (as LLMatic's mutation). */
export const terseMutation = (
  task: TaskShape,
  parent: TerseParent,
  instruction: Exclude<Instruction, 'combine'>,
): string => tersePrompt({ task, parents: [parent], instruction });

/** Makes one program of two (as LLMatic's crossover). */
export const terseCrossover = (task: TaskShape, parents: readonly [TerseParent, TerseParent]): string =>
  tersePrompt({ task, parents, instruction: 'combine' });

/**
 * Asks for far better than the parents: an eighth of the better one's error, at its size. A model that was shown which
 * children came of which wish goes as far as it is asked to, and asked for a little it changes little.
 *
 * @param parents one to be improved, or two, worst first
 */
export function terseImprovement(
  task: TaskShape,
  parents: readonly (Required<Metrics> & { readonly source: string })[],
): string {
  const best = parents.at(-1);
  if (!best) throw new RangeError('There is no parent to improve.');
  const target = { params: best.params, valAccuracy: 1 - (1 - best.valAccuracy) / 8 };
  return tersePrompt({ task, parents, target, ...(parents.length === 1 && { instruction: 'improve' }) });
}

/** The reply's program: all there is before the end token. */
export const terseChild = (reply: string): string => (reply.split(MARKS.end)[0] ?? '').trim();

const headerOf = (parent: TerseParent): string => ('fault' in parent ? parent.fault : metricsText(parent));

/** Accuracy in whole percent and parameters to two digits: a small model has no use for more. */
const metricsText = ({ valAccuracy, params }: Metrics): string =>
  [
    ...(valAccuracy === undefined ? [] : [`${Math.round(100 * valAccuracy)}%`]),
    Number(params.toPrecision(2)),
  ].join(' ');

/** One style and one way to name for all, so that equal programs are equal tokens; what does not parse stays as it is. */
export function inHouseStyle(source: string): string {
  const parsed = parseProgram(source);
  if (!parsed.ok) return source.trim();
  renumber(parsed.value);
  return printProgram(parsed.value).trim();
}
