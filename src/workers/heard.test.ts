import { describe, expect, it } from 'vitest';
import { attentive } from './heard.ts';

describe('a listener on another thread', () => {
  it('has heard the last that it was told before the answer is given', async () => {
    const order: string[] = [];
    const slow = (told: string) =>
      new Promise<void>((resolve) => setTimeout(() => resolve(void order.push(told)), 5));
    const { tell, heard } = attentive(slow);
    tell('first');
    tell('last');
    await heard();
    order.push('answer');
    expect(order).toEqual(['first', 'last', 'answer']);
  });

  it('that was told nothing, or is on this thread, is not waited for', async () => {
    const told: string[] = [];
    const { tell, heard } = attentive((piece: string) => void told.push(piece));
    await heard();
    tell('one');
    expect(told).toEqual(['one']);
    await heard();
  });
});
