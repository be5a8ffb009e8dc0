import type { CandidateFault, TaskShape } from '../domain.ts';
import { faultInEnglish } from '../faults/english.ts';
import type { Prompt } from '../ports.ts';
import { OURS, type Wording, worded } from './templates.ts';

/** A scored candidate as a prompt shows it. */
export interface Example {
  readonly source: string;
  readonly params: number;
  /** 0–1 */
  readonly valAccuracy: number;
}

export interface MutationPrompt {
  readonly task: TaskShape;
  /** Worst first, so that the best stands nearest to the answer (Romera-Paredes et al. 2024, FunSearch). */
  readonly examples: readonly Example[];
  /** What was wrong with the model's latest invalid reply. */
  readonly fault?: CandidateFault;
  /** What else the model should know; may be empty. */
  readonly words?: string;
}

/** Asks for a changed version of the best program (as LLMatic's and EvoPrompting's operators, cut to one exchange). */
export function mutationPrompt(
  { task, examples, fault, words = '' }: MutationPrompt,
  wording: Wording = OURS,
): Prompt {
  const shown = examples.map(
    ({ source, params, valAccuracy }) =>
      `\`\`\`js\n// validation accuracy ${(100 * valAccuracy).toFixed(1)} %, ${params} parameters\n${source.trim()}\n\`\`\``,
  );
  return worded('llm', wording, {
    task: taskWords(task),
    parents: shown.join('\n\n'),
    fault: fault ? `Your last program was invalid: ${faultInWords(fault)} Avoid this.` : '',
    notes: words,
  });
}

/** What every prompt says of the task. */
export const taskWords = ({ inputShape, classes }: TaskShape): string =>
  `Inputs have shape [${inputShape.join(', ')}] and there are ${classes} classes.`;

/** With the text that it is about. */
export function faultInWords({ message, quote }: CandidateFault): string {
  const sentence = faultInEnglish(message);
  return quote === undefined ? sentence : `${sentence} (at \`${quote.trim()}\`)`;
}
