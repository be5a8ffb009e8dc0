/** Writes down the hashes of the built-in model's files: `node src/workers/llm/builtIn/seal.mjs`, after each change of them. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const MODEL = new URL('../../../../public/models/nas-coder/', import.meta.url);
const FOLDERS = ['./', 'resolve/main/'];
const IS_PART = /\.(json|bin|wasm)$/;

/** Name, content. @returns {readonly (readonly [string, Buffer])[]} */
export function parts() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, MODEL))
      .filter((name) => IS_PART.test(name))
      .sort()
      .map((name) => /** @type {const} */ ([name, readFileSync(new URL(folder + name, MODEL))])),
  );
}

/** As in subresource integrity. @param {Buffer} content */
export const integrityOf = (content) => `sha256-${createHash('sha256').update(content).digest('base64')}`;

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const files = parts();
  const seal = {
    bytes: files.reduce((sum, [, content]) => sum + content.byteLength, 0),
    integrity: Object.fromEntries(files.map(([name, content]) => [name, integrityOf(content)])),
  };
  writeFileSync(new URL('seal.json', import.meta.url), `${JSON.stringify(seal, undefined, 2)}\n`);
}
