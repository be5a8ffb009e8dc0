import type { CandidateFault, TaskShape } from '../domain.ts';

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

export const SYSTEM = `You design small neural networks. Answer with one JavaScript program in a \`\`\`js block and nothing else.
Rules: export default function build(tf, inputShape, numClasses) returns an uncompiled tf.model or tf.sequential. Use only tf.input, tf.model, tf.sequential and tf.layers. The last layer is dense with units: numClasses and activation: 'softmax'. Do not compile or train. No imports.
Layers: dense, conv1d, conv2d, separableConv2d, depthwiseConv2d, maxPooling1d, maxPooling2d, averagePooling1d, averagePooling2d, globalAveragePooling1d, globalAveragePooling2d, globalMaxPooling1d, globalMaxPooling2d, batchNormalization, layerNormalization, dropout, activation, flatten, reshape, add, multiply, concatenate, gru, lstm.`;

/** Asks for a changed version of the best program (as LLMatic's and EvoPrompting's operators, cut to one exchange). */
export function mutationPrompt({ task, examples, fault, words }: MutationPrompt): {
  system: string;
  user: string;
} {
  const shown = examples.map(
    ({ source, params, valAccuracy }) =>
      `// validation accuracy ${(100 * valAccuracy).toFixed(1)} %, ${params} parameters\n${source.trim()}`,
  );
  const parts = [
    `Inputs have shape [${task.inputShape.join(', ')}] and there are ${task.classes} classes.`,
    ...shown.map((text) => `\`\`\`js\n${text}\n\`\`\``),
    ...(fault ? [`Your last program was invalid: ${faultInWords(fault)} Avoid this.`] : []),
    ...(words ? [words] : []),
    'Change one or two things in the last program so that its validation accuracy rises. Write the whole new program.',
  ];
  return { system: SYSTEM, user: parts.join('\n\n') };
}

/** With the text that it is about. */
export const faultInWords = ({ message, quote }: CandidateFault): string =>
  quote === undefined ? message : `${message} (at \`${quote.trim()}\`)`;
