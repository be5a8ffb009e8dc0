/** Pages in a headless browser, for commands that drive them. */
import { BROWSER_FLAGS, ensureBrowser } from './browser.mjs';
import { ensureBuilt } from './built.mjs';
import { installDependencies } from './dependencies.mjs';
import { ROOT } from './process.mjs';

/** The built page. @returns it, opened, and `close` for the browser and the server behind it */
export async function openPage() {
  await installDependencies();
  await ensureBuilt();
  const { preview } = await import('vite');
  // Far from the port of `npm start`, which may be in use; a taken one is passed over.
  const server = await preview({ root: ROOT, logLevel: 'error', preview: { port: 4300 } });
  return visit(server, '', 'nasPlayground');
}

/**
 * A page of the sources, which are compiled as it asks for them.
 *
 * @param {string} path from the project's root
 * @param {import('vite').InlineConfig & { ready?: string }} [options] the global that tells that the page can be
 *   driven, if it has one, and settings beside those of vite.config.ts
 * @returns as `openPage`
 */
export async function openSource(path, { ready, ...config } = {}) {
  await installDependencies();
  const { createServer } = await import('vite');
  const server = await createServer({
    root: ROOT,
    mode: 'test',
    logLevel: 'error',
    server: { port: 0, hmr: false, watch: null },
    ...config,
  });
  await server.listen();
  return visit(server, path, ready);
}

/** Where that fails the server is closed, since the process would not end while it listens. */
async function visit(server, path, ready) {
  let browser;
  const close = async () => {
    await browser?.close();
    await server.close();
  };
  try {
    const found = await ensureBrowser();
    if (found.message !== undefined) throw new Error(found.message);
    const { chromium } = await import('@playwright/test');
    browser = await chromium.launch({ executablePath: found.path, args: BROWSER_FLAGS });
    const page = await browser.newPage();
    await page.goto(`${server.resolvedUrls.local[0]}${path}`);
    if (ready !== undefined) await page.waitForFunction((ready) => ready in globalThis, ready);
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}
