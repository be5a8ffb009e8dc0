import type { Written } from '../page/writer.ts';
import type { SpeedRow } from './rows.ts';

/** A reply with the length of the prompt that it answers. */
export interface Timed extends Pick<Written, 'tokens' | 'firstMs' | 'ms'> {
  readonly promptTokens: number;
}

type Speed = Omit<SpeedRow, 'writer' | 'constrained' | 'device' | 'isSoftware' | 'dispatchesPerToken'>;

/** Speeds are quotients of sums, so that long replies weigh as they do in a search. @param timed one or more */
export function speedOf(timed: readonly Timed[]): Speed {
  const sum = (of: (reply: Timed) => number) => timed.reduce((total, reply) => total + of(reply), 0);
  const perSecond = (tokens: number, ms: number) => (1000 * tokens) / ms;
  const [promptTokens, replyTokens] = [sum((reply) => reply.promptTokens), sum(({ tokens }) => tokens)];
  const [firstMs, ms] = [sum((reply) => reply.firstMs), sum((reply) => reply.ms)];
  return {
    replies: timed.length,
    promptTokens: promptTokens / timed.length,
    replyTokens: replyTokens / timed.length,
    replySeconds: ms / timed.length / 1000,
    promptTokensPerSecond: perSecond(promptTokens, firstMs),
    replyTokensPerSecond: perSecond(replyTokens - timed.length, ms - firstMs),
  };
}
