import type { StrategyContext, Supernet } from '../../ports.ts';

/** @throws with a sentence for a person where none can be trained */
export function supernetOf({ supernet }: Pick<StrategyContext, 'supernet'>): Supernet {
  if (!supernet) throw new Error('Nothing here can train a supernet.');
  return supernet;
}
