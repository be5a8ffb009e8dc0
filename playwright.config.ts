import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from './scripts/browser.mjs';

/** The built page is served from this port; the scripted page and the sources, for single workers, from the next two. */
const port = Number(process.env.NAS_TEST_PORT ?? 4180);

const server = (command: string, at: number, path = '') => ({
  command: `npx vite ${command} --port ${at} --strictPort`,
  url: `http://localhost:${at}/${path}`,
  reuseExistingServer: true,
  timeout: 180_000,
});

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: `test-results/${port}`,
  fullyParallel: false,
  workers: 1,
  timeout: 120_000,
  // Tests go side by side, and a small machine takes its time.
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://localhost:${port}/`,
    launchOptions: { executablePath: findBrowser(), args: BROWSER_FLAGS },
  },
  projects: [
    {
      name: 'workers',
      testMatch: 'workers/**/*.spec.ts',
      use: { baseURL: `http://localhost:${port + 2}/` },
    },
    { name: 'page', testMatch: 'page/**/*.spec.ts', testIgnore: 'page/smooth.spec.ts' },
    // What it measures is of a page that has the machine for itself.
    { name: 'alone', testMatch: 'page/smooth.spec.ts' },
  ],
  webServer: [
    server('preview', port),
    server('preview --outDir test-results/scripted', port + 1, 'tests/browser/page/scripted/'),
    server('--mode test', port + 2),
  ],
});
