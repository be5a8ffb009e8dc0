/**
 * `npm run fuzz`: tries the properties that hostile input must not break longer than `npm test` does, and with chance of
 * its own. What fails is printed with the seed, so that it can be tried again.
 *   npm run fuzz -- --times 50 --seed 7
 */
import { parseArgs } from 'node:util';
import { installed, run } from './process.mjs';

const { values } = parseArgs({
  options: {
    /** Of the runs in `npm test`. */
    times: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
console.log(`Seed ${values.seed}, ${values.times} times the usual runs.`);
const hour = 3_600_000;
const [command, args] = installed('vitest/vitest.mjs', 'run', 'tests/hostile/fuzz', `--testTimeout=${hour}`);
const { code } = await run(command, args, { env: { FUZZ_TIMES: values.times, FUZZ_SEED: values.seed } });
process.exitCode = code;
