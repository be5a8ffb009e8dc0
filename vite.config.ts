import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative, so that the built folder works from any path of any static host.
  base: './',
  plugins: [paraglideVitePlugin({ project: './project.inlang' }), svelte()],
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 8000 },
  // Each test server keeps its own, so that two test runs at once do not undo each other's.
  cacheDir: `node_modules/.vite/${process.env.NAS_TEST_PORT ?? 'dev'}`,
  optimizeDeps: {
    // Named, since they are imported late or by workers only, and a discovery would reload the page mid-test.
    include: [
      '@codemirror/lang-javascript',
      '@codemirror/language',
      '@codemirror/merge',
      '@codemirror/state',
      '@codemirror/view',
      '@dagrejs/dagre',
      '@lezer/highlight',
      '@huggingface/tokenizers',
      '@mlc-ai/web-llm',
      '@jitl/quickjs-wasmfile-release-sync',
      '@noble/hashes/sha2.js',
      '@noble/hashes/utils.js',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-layers',
      'acorn',
      'astring',
      'comlink',
      'd3-array',
      'd3-delaunay',
      'd3-hierarchy',
      'd3-scale',
      'd3-shape',
      'idb',
      'layercake',
      'marked',
      'pure-rand/distribution/uniformFloat64',
      'pure-rand/distribution/uniformInt',
      'pure-rand/generator/mersenne',
      'pure-rand/generator/xoroshiro128plus',
      'quickjs-emscripten-core',
      'valibot',
    ],
  },
});
