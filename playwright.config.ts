import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from './scripts/browser.mjs';

/** Two servers, on this port and the next: the sources for tests of single workers, the built page for the rest. */
const port = Number(process.env.NAS_TEST_PORT ?? 4180);
const sources = `http://localhost:${port}/`;
const page = `http://localhost:${port + 1}/`;

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: `test-results/${port}`,
  fullyParallel: false,
  workers: 1,
  timeout: 120_000,
  // Tests of workers go side by side, and a small machine takes its time.
  expect: { timeout: 15_000 },
  use: { launchOptions: { executablePath: findBrowser(), args: BROWSER_FLAGS } },
  projects: [
    { name: 'workers', testMatch: 'workers/**/*.spec.ts', use: { baseURL: sources } },
    { name: 'page', testMatch: 'page/**/*.spec.ts', use: { baseURL: page } },
  ],
  webServer: [
    {
      command: `npx vite --port ${port} --strictPort`,
      url: sources,
      reuseExistingServer: true,
      timeout: 180_000,
    },
    {
      command: `npx vite preview --port ${port + 1} --strictPort`,
      url: page,
      reuseExistingServer: true,
      timeout: 180_000,
    },
  ],
});
