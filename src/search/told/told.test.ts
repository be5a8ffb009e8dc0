import * as Comlink from 'comlink';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../result.ts';
import { FACTS } from '../testing/facts.ts';
import { english } from './english.ts';
import { saidSchema } from './schema.ts';
import type { Said } from './told.ts';
import { ToldError, saidBy } from './toldError.ts';

/** What a caller in another thread is thrown, as Comlink carries it. */
function thrownAcross(error: unknown): unknown {
  const handler = Comlink.transferHandlers.get('throw');
  if (!handler) throw new Error('Comlink carries no errors.');
  const [packed] = handler.serialize({ value: error });
  try {
    return handler.deserialize(structuredClone(packed));
  } catch (received) {
    return received;
  }
}

describe('A fact', () => {
  it.each(FACTS)('is an English sentence: $kind', (fact) => {
    expect(english(fact)).toMatch(/^[A-Z“‹\d].*\.$/s);
    expect(english(fact)).not.toMatch(/undefined|\[object/);
  });

  it.each(FACTS)('is the same when it comes back from a file: $kind', (fact) => {
    expect(v.parse(saidSchema, JSON.parse(JSON.stringify(fact)))).toEqual(fact);
  });

  it('of a kind that there is not, or without one of its values, comes from no file', () => {
    for (const bad of [
      { kind: 'gossip' },
      { kind: 'gpt-away' },
      { kind: 'gpt-away', why: { kind: 'gossip' } },
      7,
    ])
      expect(v.is(saidSchema, bad), JSON.stringify(bad)).toBe(false);
  });

  it('says the fact within it in a sentence', () => {
    const loss = { kind: 'worker-died', worker: 'trainer' } as const;
    expect(english({ kind: 'trainer-replaced', loss })).toMatch(
      /^The trainer worker died\. A new trainer takes over/,
    );
    expect(english({ kind: 'trainer-replaced', loss: 'It broke.' })).toMatch(
      /^It broke\. A new trainer takes over/,
    );
  });
});

describe('An error that is a fact', () => {
  it.each(FACTS)('is still one behind the border of a worker: $kind', (fact) => {
    const received = thrownAcross(new ToldError(fact));
    expect(received).toBeInstanceOf(Error);
    expect(received).not.toBeInstanceOf(ToldError);
    expect(saidBy(received)).toEqual(fact);
    // Through a second border too, from a trainer by way of the search to the page.
    expect(saidBy(thrownAcross(received))).toEqual(fact);
  });

  it('has a sentence for a message, for whoever knows nothing of facts', () => {
    expect(messageOf(thrownAcross(new ToldError({ kind: 'no-model' })))).toBe('No language model is loaded.');
  });

  it.each<[unknown, Said]>([
    [new TypeError('x is not a function'), 'x is not a function'],
    [Object.assign(new Error('Mine.'), { name: 'Told {"kind":"gossip"}' }), 'Mine.'],
    [Object.assign(new Error('Mine.'), { name: 'Told us' }), 'Mine.'],
    ['NetworkError: gone', 'NetworkError: gone'],
    [undefined, 'undefined'],
  ])('is not made of the words of others: %s', (error, said) => {
    expect(saidBy(thrownAcross(error))).toEqual(said);
  });
});
