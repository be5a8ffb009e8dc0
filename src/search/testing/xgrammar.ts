/** The grammar engine inside WebLLM, as a recogniser of whole texts in Node. */
import type * as XGrammar from '@mlc-ai/web-xgrammar';

/** Every character a program is made of is a token of its own, and the last token ends the text. */
const ALPHABET = ['\n', ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))];
const END = ALPHABET.length;

/** Whether a text is one that the grammar writes, from its first character to its last, or to the `end` one says. */
export async function recogniser(
  grammar: string,
): Promise<(text: string, end?: 'whole' | 'anywhere') => Promise<boolean>> {
  const { GrammarMatcher, ...xgrammar } = await load();
  const compiler = await xgrammar.GrammarCompiler.createGrammarCompiler(
    await inWorkersClothes(() =>
      xgrammar.TokenizerInfo.createTokenizerInfo([...ALPHABET, '</s>'], 'raw', false, END + 1, END),
    ),
  );
  const compiled = await compiler.compileGrammar(grammar);
  return async (text, end = 'whole') => {
    const matcher = await GrammarMatcher.createGrammarMatcher(compiled);
    const accepted = [...text].every((character) => {
      const token = ALPHABET.indexOf(character);
      return token >= 0 && matcher.acceptToken(token);
    });
    const ends = end === 'anywhere' || (accepted && matcher.acceptToken(END));
    matcher.dispose();
    return accepted && ends;
  };
}

/** Where there are no CommonJS modules the package leaves itself in a global. */
async function load(): Promise<typeof XGrammar> {
  const module = await inWorkersClothes(() => import('@mlc-ai/web-xgrammar'));
  return (globalThis as unknown as { xgrammar?: typeof XGrammar }).xgrammar ?? module;
}

/** Its code and, at the first call, its WebAssembly find their way by the names that a browser's worker has. */
async function inWorkersClothes<T>(work: () => Promise<T>): Promise<T> {
  const scope = globalThis as unknown as Record<string, unknown>;
  const clothes = { importScripts: () => {}, location: { href: 'file:///' }, self: globalThis };
  Object.assign(scope, clothes);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(clothes)) Reflect.deleteProperty(scope, name);
  }
}
