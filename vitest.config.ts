import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** TF.js keeps its kernels and gradients for all who import it, and some tests register others. */
const OWN_MODULES = ['src/workers/**/*.test.ts'];

export default defineConfig({
  test: {
    environment: 'node',
    // A machine that does other things too takes its time.
    testTimeout: 20_000,
    // Left to itself it keeps a core free, which is half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      { extends: true, test: { name: 'workers', include: OWN_MODULES } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: [
            'src/**/*.test.ts',
            'tests/unit/**/*.test.ts',
            'tests/hostile/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: OWN_MODULES,
          // Nothing here leaves anything behind in a module, and to import it all for every file is half of the time.
          isolate: false,
        },
      },
    ],
  },
});
