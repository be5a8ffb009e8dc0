import type { TaskShape } from '../domain.ts';
import type { Prompt } from '../ports.ts';
import { type Known, chatQuestion } from './ask.ts';
import { chatEvoQuestion } from './evoPrompt.ts';
import { type Mutation, PROMPT_KINDS, llmaticQuestion } from './llmaticPrompt.ts';
import type { Wording, Worded } from './templates.ts';

/**
 * What a model that converses would be told by a method in these words.
 *
 * @param parents one or more @param kind of prompt, where the method has kinds
 */
export function previewOf(
  method: Worded,
  wording: Wording,
  task: TaskShape,
  parents: readonly [Known, ...Known[]],
  kind?: string,
): Prompt {
  const [first, second] = parents;
  switch (method) {
    case 'llm':
      return chatQuestion({ task, parents: [first, second] }, '', wording).prompt;
    case 'evoprompting':
      return chatEvoQuestion(task, parents, '', wording).prompt;
    case 'llmatic': {
      const wish = second
        ? { kind: 'combine' as const, parents: [first, second] as const }
        : { kind: isMutation(kind) ? kind : ('improve' as const), parent: first };
      return llmaticQuestion(task, wish, 'chat', '', wording).prompt;
    }
  }
}

const isMutation = (kind: string | undefined): kind is Mutation =>
  (PROMPT_KINDS as readonly (string | undefined)[]).includes(kind);
