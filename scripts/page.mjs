/** The built page in a headless browser, for commands that drive it. */
import { ensureBrowser } from './browser.mjs';
import { ensureBuilt } from './built.mjs';
import { installDependencies } from './dependencies.mjs';
import { ROOT } from './process.mjs';

/** @returns the opened page, and `close` for the browser and the server behind it */
export async function openPage() {
  await installDependencies();
  await ensureBuilt();
  const found = await ensureBrowser();
  if (found.message !== undefined) throw new Error(found.message);

  const [{ preview }, { chromium }, { BROWSER_FLAGS }] = await Promise.all([
    import('vite'),
    import('@playwright/test'),
    import('./browser.mjs'),
  ]);
  // Far from the port of `npm start`, which may be in use; a taken one is passed over.
  const server = await preview({ root: ROOT, logLevel: 'error', preview: { port: 4300 } });
  const browser = await chromium.launch({ executablePath: found.path, args: BROWSER_FLAGS });
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls.local[0]);
  await page.waitForFunction(() => 'nasPlayground' in globalThis);
  return {
    page,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
