import { expect, it } from 'vitest';
import { builtIn } from './builtIn.ts';
import { integrityOf, parts } from './seal.mjs';

it('is bound to the very files that are shipped (if not: node src/workers/llm/builtIn/seal.mjs)', () => {
  const shipped = Object.fromEntries(parts().map(([name, content]) => [name, integrityOf(content)]));
  expect(builtIn('https://a.test/').integrity).toEqual(shipped);
});

it('hashes as browsers do', () => {
  // The empty text's SHA-256, from the standard's test vectors, in base 64.
  expect(integrityOf(Buffer.from(''))).toBe('sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
});

it('lies beside the page, wherever that is', () => {
  const { modelUrl, libraryUrl } = builtIn('https://a.test/course/nas/');
  expect(modelUrl).toBe('https://a.test/course/nas/models/nas-coder');
  expect(libraryUrl).toBe('https://a.test/course/nas/models/nas-coder/nas-coder.wasm');
});
