/** Compiles a model for WebLLM together with the part of the runtime's binary interface that every model needs. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RUNTIME = fileURLToPath(new URL('c/runtime/', import.meta.url));
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

/**
 * @param {string} output path of the module
 * @param {string} folder of the model's C sources
 * @param {string} kernels what they include as `kernels.h`
 */
export function linkLibrary(output, folder, kernels) {
  const scratch = mkdtempSync(join(tmpdir(), 'model-library-'));
  try {
    writeFileSync(join(scratch, 'kernels.h'), kernels);
    const link = ['-Wl,--no-entry', '-Wl,--strip-all'];
    const sources = [...sourcesIn(RUNTIME), ...sourcesIn(folder)];
    execFileSync('clang', [...FLAGS, '-I', scratch, '-I', RUNTIME, ...link, '-o', output, ...sources], {
      stdio: 'inherit',
    });
    // The linker takes it for a program to be run.
    chmodSync(output, 0o644);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

const sourcesIn = (folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.c'))
    .sort()
    .map((file) => join(folder, file));
