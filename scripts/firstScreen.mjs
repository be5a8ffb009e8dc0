/**
 * Vite's plugin for the built page: draws the first screen into its HTML, in every language, by the page's own
 * components, with the style sheets that it needs, so that it is painted before anything else is loaded; and names beside
 * it the program's files, so that all of them are asked for at once.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, createServer } from 'vite';

const SOURCES = {
  app: '/src/ui/App.svelte',
  texts: '/src/ui/messages/runtime.js',
  language: '/src/ui/state/locale.svelte.ts',
};
/** Runs before the first paint. */
const CHOOSER = 'src/ui/first/choose.ts';
/** Loaded as soon as the page is painted: what draws the first screen, and what draws the rest. */
const FIRST = 'src/ui/start.ts';
const REST = ['src/ui/panels/below.ts', 'src/ui/controls/groups.ts'];
/** What Vite writes for the style sheets of the page's entry. */
const STYLE_LINK = /<link rel="stylesheet"[^>]*href="\.\/([^"]+)">/g;
/** Nothing is asked of a search while the page is drawn. */
const NO_SEARCH = { call: () => new Promise(() => {}), onLost() {} };
/** What components ask of a browser as they are made, answered as by one that knows nothing yet. */
const BROWSER = {
  location: { hash: '', origin: '', pathname: '', search: '' },
  document: { documentElement: {} },
  localStorage: { getItem: () => null, setItem() {} },
  matchMedia: () => ({ matches: false }),
};

/** @returns {import('vite').Plugin} */
export function firstScreen() {
  let screens;
  let chooser;
  return {
    name: 'first-screen',
    apply: 'build',
    async buildStart() {
      [screens, chooser] = await Promise.all([drawScreens(), bundleChooser()]);
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => {
        const templates = Object.entries(screens)
          .map(([locale, screen]) => `<template data-first="${locale}">${screen}</template>`)
          .join('\n');
        const sheets = [...html.matchAll(STYLE_LINK)].map(([, file]) => file);
        const needed = chunksOf(bundle, [FIRST]).flatMap(({ viteMetadata }) => [...viteMetadata.importedCss]);
        const styles = [...new Set([...sheets, ...needed])].map((file) => bundle[file].source);
        return {
          html: html
            .replaceAll(STYLE_LINK, '')
            .replace(
              /(<div id="app">)(<\/div>)/,
              (_, open, end) => `${open}${end}\n${templates}\n<script>${chooser}</script>`,
            ),
          tags: [
            { tag: 'style', children: styles.join('\n'), injectTo: 'head' },
            // The program asks for its own again, when they are there already.
            ...needed.map((file) => link('preload', file, { as: 'style' })),
            ...chunksOf(bundle, [FIRST, ...REST]).map(({ fileName }) => link('modulepreload', fileName)),
          ],
        };
      },
    },
  };
}

/** The first screen by language, as HTML. */
async function drawScreens() {
  const compiler = await createServer({
    configFile: false,
    cacheDir: 'node_modules/.vite/first-screen',
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [svelte(), WITHOUT_WORKER],
  });
  const before = Object.keys(BROWSER).map((name) => [
    name,
    Object.getOwnPropertyDescriptor(globalThis, name),
  ]);
  try {
    for (const [name, value] of Object.entries(BROWSER))
      Object.defineProperty(globalThis, name, { value, configurable: true });
    const { render } = await compiler.ssrLoadModule('svelte/server');
    const { default: App } = await compiler.ssrLoadModule(SOURCES.app);
    const { locales } = await compiler.ssrLoadModule(SOURCES.texts);
    const { chooseLocale } = await compiler.ssrLoadModule(SOURCES.language);
    const screens = {};
    for (const locale of locales) {
      chooseLocale(locale);
      const { body } = await render(App, { props: { connect: () => NO_SEARCH } });
      // Marks for hydration, which nobody looks for.
      screens[locale] = body.replace(/<!--.*?-->/gs, '');
    }
    return screens;
  } finally {
    for (const [name, descriptor] of before)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    await compiler.close();
  }
}

/** The page's service worker, of which its drawing needs to know nothing. */
const WITHOUT_WORKER = {
  name: 'without-service-worker',
  resolveId: (id) => (id === 'virtual:pwa-register' ? id : undefined),
  load: (id) => (id === 'virtual:pwa-register' ? 'export const registerSW = () => {};' : undefined),
};

async function bundleChooser() {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2023', lib: { entry: CHOOSER, formats: ['iife'], name: 'first' } },
  });
  return [built].flat()[0].output[0].code.trim();
}

const link = (rel, file, more) => ({
  tag: 'link',
  attrs: { rel, ...more, crossorigin: true, href: `./${file}` },
  injectTo: 'head',
});

/** The chunks that begin with these sources, with all that they need at once. */
function chunksOf(bundle, sources) {
  const found = new Set();
  const add = (chunk) => {
    if (chunk?.type !== 'chunk' || found.has(chunk)) return;
    found.add(chunk);
    chunk.imports.forEach((file) => add(bundle[file]));
  };
  for (const chunk of Object.values(bundle))
    if (sources.some((source) => chunk.facadeModuleId?.endsWith(source))) add(chunk);
  return [...found];
}
