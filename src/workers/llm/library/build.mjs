/**
 * Builds the model library: `node src/workers/llm/library/build.mjs [output]`. It needs clang with a WebAssembly
 * target and lld (Debian: `apt install clang lld`; the committed file was built with version 14).
 */
import { fileURLToPath } from 'node:url';
import { kernelHeader } from './kernels.mjs';
import { linkLibrary } from './link.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

linkLibrary(
  process.argv[2] ?? path('../../../../public/models/nas-coder/nas-coder.wasm'),
  path('c/model/'),
  kernelHeader(new URL('kernels/', import.meta.url)),
);
