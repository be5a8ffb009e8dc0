import type { Prompt } from '../ports.ts';

/** All that the model is told, as it is kept and shown. */
export const promptText = ({ system, earlier = [], user }: Prompt): string =>
  [system, ...earlier.flatMap((turn) => [turn.user, turn.reply]), user].filter(Boolean).join('\n\n');
