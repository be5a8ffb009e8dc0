import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'tests/unit/**/*.test.ts',
      'tests/hostile/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    environment: 'node',
    // A machine that does other things too takes its time.
    testTimeout: 20_000,
    // Left to itself it keeps a core free, which is half of a small machine.
    maxWorkers: availableParallelism(),
  },
});
