/**
 * Compiles the kernels in c/ to kernels.wasm with Debian's clang and lld: `node src/workers/trainer/native/build.mjs`,
 * or with a path to write the result there. The built file is committed, so that nobody needs a compiler.
 *
 * The kernels run on the heap of TF.js's own module, where a stack or static data would lie on top of its own, so
 * both are refused.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, 'kernels.wasm');

const COMPILE = [
  '--target=wasm32',
  '-c',
  '-O3',
  '-std=c11',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-msimd128',
  '-ffreestanding',
  '-fno-builtin',
  '-fno-math-errno',
  // Rounded as written, so that equal trainings give equal numbers whatever the compiler.
  '-ffp-contract=off',
];

const LINK = ['--no-entry', '--import-memory', '--strip-all'];

const work = mkdtempSync(join(tmpdir(), 'kernels-'));
try {
  const objects = readdirSync(join(here, 'c'))
    .filter((name) => name.endsWith('.c'))
    .sort()
    .map((source) => {
      const object = join(work, source.replace(/c$/, 'o'));
      execFileSync('clang', [...COMPILE, '-o', object, source], { cwd: join(here, 'c'), stdio: 'inherit' });
      if (readFileSync(object, 'latin1').includes('__stack_pointer')) {
        throw new Error(
          `${source} uses the stack: keep arrays, unless they unroll, and addresses of locals out of it.`,
        );
      }
      return object;
    });
  execFileSync('wasm-ld', [...LINK, '-o', out, ...objects], { stdio: 'inherit' });
} finally {
  rmSync(work, { recursive: true });
}

const DATA_SECTION = 11;
if (sectionsOf(readFileSync(out)).includes(DATA_SECTION)) {
  throw new Error('The kernels have static data: keep tables and strings out of them.');
}

/** The numbers of a module's sections (WebAssembly core specification, section 5.5). */
function sectionsOf(bytes) {
  const found = [];
  for (let at = 8; at < bytes.length;) {
    found.push(bytes[at++]);
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = bytes[at++];
      size |= (byte & 127) << shift;
      more = byte > 127;
    }
    at += size;
  }
  return found;
}
