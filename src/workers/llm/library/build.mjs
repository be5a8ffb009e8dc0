/**
 * Builds the model library: `node src/workers/llm/library/build.mjs [output]`. It needs clang with a WebAssembly
 * target and lld (Debian: `apt install clang lld`; the committed file was built with version 14).
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernelHeader } from './kernels.mjs';

const here = new URL('./', import.meta.url);
const FLAGS = [
  '--target=wasm32',
  '-std=c11',
  '-Os',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-ffreestanding',
  '-nostdlib',
];

export function buildLibrary(output) {
  const scratch = mkdtempSync(join(tmpdir(), 'model-library-'));
  try {
    writeFileSync(join(scratch, 'kernels.h'), kernelHeader(new URL('kernels/', here)));
    const folder = fileURLToPath(new URL('c/', here));
    const sources = readdirSync(folder).filter((file) => file.endsWith('.c'));
    const link = ['-Wl,--no-entry', '-Wl,--strip-all'];
    execFileSync('clang', [...FLAGS, '-I', scratch, ...link, '-o', output, ...sources.sort()], {
      cwd: folder,
      stdio: 'inherit',
    });
    // The linker takes it for a program to be run.
    chmodSync(output, 0o644);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const committed = new URL('../../../../public/models/nas-coder/nas-coder.wasm', here);
  buildLibrary(process.argv[2] ?? fileURLToPath(committed));
}
