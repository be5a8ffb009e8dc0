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

/** Parents with their metrics, then the metrics wanted (EvoPrompting's prompt). */
export const terseEvoPrompt = (
  task: TaskShape,
  parents: readonly (Metrics & { readonly source: string })[],
): string => tersePrompt({ task, parents, target: evoTarget(parents) });

/**
 * Nine tenths of the smallest parent's size and 1.02 times the best parent's accuracy, at most all (Chen et al. 2023,
 * EvoPrompting, section 3.2). @param parents one or more
 */
export function evoTarget(parents: readonly Metrics[]): Metrics {
  const accuracies = parents.flatMap(({ valAccuracy }) => valAccuracy ?? []);
  return {
    params: 0.9 * Math.min(...parents.map(({ params }) => params)),
    ...(accuracies.length > 0 && { valAccuracy: Math.min(1, 1.02 * Math.max(...accuracies)) }),
  };
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

/** One style for all, so that equal programs are equal tokens; what does not parse stays as it is. */
export function inHouseStyle(source: string): string {
  const parsed = parseProgram(source);
  return (parsed.ok ? printProgram(parsed.value) : source).trim();
}
