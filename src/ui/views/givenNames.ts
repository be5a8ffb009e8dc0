/** What searches begin with and how networks grow, in the page's language. A run holds both in the search's words. */
import { m } from '../messages/messages.js';

/** @param name of a network that a method begins with; a kind of network, such as `MLP`, stays */
export function givenName(name: string): string {
  if (name === 'Large CNN') return m.words_given_large_cnn();
  if (name === 'one convolution') return m.words_given_one_convolution();
  const count = /^(\d+) convolutions$/.exec(name)?.[1];
  return count === undefined ? name : m.words_given_convolutions({ count: Number(count) });
}

const MOVES: readonly (readonly [RegExp, (values: readonly string[]) => string])[] = [
  [/^widen (\S+) to (\d+)$/, ([block = '', width = '']) => m.edits_morph_widen({ block, width })],
  [
    /^insert (\S+) of kernel (\d+) after (\S+)$/,
    ([name = '', kernel = '', after = '']) => m.edits_morph_insert({ name, kernel, after }),
  ],
  [/^join its stage's input to what (\S+) reads$/, ([block = '']) => m.edits_morph_join_input({ block })],
  [/^join (\S+) to what (\S+) reads$/, ([from = '', block = '']) => m.edits_morph_join({ from, block })],
];

/** @param move of network morphism, such as `widen conv2 to 16`; other words stay as they are */
export function moveWords(move: string): string {
  for (const [pattern, words] of MOVES) {
    const found = pattern.exec(move);
    if (found) return words(found.slice(1));
  }
  return move;
}
