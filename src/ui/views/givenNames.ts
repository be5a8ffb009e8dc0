/** What searches begin with, in the page's language. A run holds it in the search's words. */
import { m } from '../messages/messages.js';

/** @param name of a network that a method begins with; a kind of network, such as `MLP`, stays */
export function givenName(name: string): string {
  if (name === 'Large CNN') return m.words_given_large_cnn();
  if (name === 'one convolution') return m.words_given_one_convolution();
  const count = /^(\d+) convolutions$/.exec(name)?.[1];
  return count === undefined ? name : m.words_given_convolutions({ count: Number(count) });
}
