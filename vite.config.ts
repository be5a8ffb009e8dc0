import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { type BuildOptions, defineConfig } from 'vite';
import { VitePWA, type VitePWAOptions } from 'vite-plugin-pwa';
import { firstScreen } from './scripts/firstScreen.mjs';
import { MESSAGES } from './scripts/messageSettings.mjs';
import { policyPlugin } from './scripts/policy/policy.ts';
import { modelHosts } from './src/workers/llm/hosts.ts';

/** Makes the page installable, and has the browser keep a copy of it for use without a network. */
const PWA: Partial<VitePWAOptions> = {
  // A newer version waits until no tab shows this one, since a reload would end the search.
  registerType: 'prompt',
  injectRegister: false,
  manifest: {
    name: 'NAS Playground',
    short_name: 'NAS',
    description: 'Watch neural networks being designed, trained and compared in your own browser.',
    // Relative, as `base` is.
    start_url: './',
    scope: './',
    display: 'standalone',
    theme_color: '#1d4ed8',
    background_color: '#f4f5f7',
    icons: [
      { src: './icons/192.png', sizes: '192x192', type: 'image/png' },
      { src: './icons/512.png', sizes: '512x512', type: 'image/png' },
      { src: './icons/maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
  includeManifestIcons: false,
  workbox: {
    // All that is built, with the data sets and our own models: one version of the page, which never mixes with another.
    globPatterns: ['**/*'],
    maximumFileSizeToCacheInBytes: 32e6,
    // The page's address may carry a query; no file here differs by it.
    ignoreURLParametersMatching: [/./],
    navigateFallback: null,
    cleanupOutdatedCaches: true,
    // From the first visit on, not only from the second.
    clientsClaim: true,
  },
};

/** `--mode scripted` builds the page over a run that is written beforehand, for tests of what is seen. */
const SCRIPTED: BuildOptions = {
  outDir: 'test-results/scripted',
  minify: false,
  rolldownOptions: { input: 'tests/browser/page/scripted/index.html' },
};

export default defineConfig(({ mode }) => ({
  // Relative, so that the built folder works from any path of any static host.
  base: './',
  plugins: [
    // Elsewhere `npm run messages` has compiled them before.
    mode === 'development' && paraglideVitePlugin(MESSAGES),
    svelte(),
    mode !== 'scripted' && firstScreen(),
    policyPlugin(modelHosts()),
    VitePWA({ ...PWA, disable: mode === 'scripted' }),
  ],
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 8000, ...(mode === 'scripted' && SCRIPTED) },
  // Each test server keeps its own, so that two test runs at once do not undo each other's.
  cacheDir: `node_modules/.vite/${process.env.NAS_TEST_PORT ?? 'dev'}`,
  optimizeDeps: {
    // Named, since they are imported late or by workers only, and a discovery would reload the page mid-test.
    include: [
      '@codemirror/commands',
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
      '@noble/hashes/legacy.js',
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
      'jstat',
      'layercake',
      'marked',
      'ml-levenberg-marquardt',
      'ml-matrix',
      'pure-rand/distribution/uniformFloat64',
      'pure-rand/distribution/uniformInt',
      'pure-rand/generator/mersenne',
      'pure-rand/generator/xoroshiro128plus',
      'quickjs-emscripten-core',
      'valibot',
    ],
  },
}));
