/** The part of the scoring that runs in the browser: trains one network with the page's own trainer. */
import { measurer } from '../pretrain/fitness/page.ts';

const STEPS = 150;

/** Where the accuracies are from. */
export const source = `mnist1d, ${STEPS} steps, seed 1, 1,000 examples held out`;

const measure = measurer(STEPS);

/** @returns the best validation accuracy of all epochs, 0-1; nothing when the network could not be trained */
export const score = async (program: string): Promise<number | undefined> =>
  (await measure(program)).valAccuracy;
