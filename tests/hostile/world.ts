import { faultInEnglish } from '../../src/search/faults/english.ts';
import type { Compiler } from '../../src/search/ports.ts';
import { TASK } from './program.ts';

/** Says what every object, list and function of its world looks like, in the only way out there is: by throwing it. */
const FINGERPRINT = `export default () => {
  const natives = ['Object', 'Function', 'Array', 'String', 'Number', 'RegExp', 'Promise', 'Map', 'WeakMap', 'Error', 'JSON', 'Symbol', 'Reflect'];
  const of = (value) => Reflect.ownKeys(value).map((key) => {
    const { value: held, get, set } = Reflect.getOwnPropertyDescriptor(value, key);
    const text = (it) => typeof it === 'function' ? it.name + it.length + /native code/.test(it) : typeof it;
    return [String(key), text(held), text(get), text(set)].join('.');
  }).join();
  const parts = [Object.keys(globalThis).join(), String(Object.isFrozen(Object.prototype)), of(globalThis)];
  for (const name of natives) parts.push(of(globalThis[name]), globalThis[name].prototype ? of(globalThis[name].prototype) : '');
  let hash = 0;
  for (const letter of parts.join('|')) hash = (hash * 31 + letter.charCodeAt(0)) | 0;
  throw new Error('world ' + hash + ' ' + parts.join('|').length);
};`;

/** What the world of a program looks like from within; equal for two programs that share nothing with those before. */
export async function worldIn(compiler: Compiler): Promise<string> {
  const result = await compiler.compile(FINGERPRINT, TASK);
  const told = result.ok ? '' : faultInEnglish(result.error.message);
  if (!/world -?\d+ \d+/.test(told)) throw new Error('the world does not tell of itself');
  return told;
}

const keysOf = (...objects: readonly object[]): string =>
  objects.map((each) => Reflect.ownKeys(each).map(String).join()).join('|');

/** What a file might leave behind. */
export const ownPrototypes = (): string =>
  keysOf(Object.prototype, Array.prototype, Function.prototype, String.prototype);

/** What a program might leave behind on this side of the border. */
export const ownWorld = (): string => ownPrototypes() + keysOf(globalThis);
