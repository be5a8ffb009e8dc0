/**
 * How often and with which chance a property is tried: the same few times in every test run, more and others when
 * `npm run fuzz` says so.
 * @param usual runs of a test run
 */
export const runs = (usual: number) => ({
  numRuns: usual * Number(process.env.FUZZ_TIMES ?? 1),
  seed: Number(process.env.FUZZ_SEED ?? 1),
});
