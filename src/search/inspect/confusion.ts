/** What a network's answers to held-out examples come to. */

/** An example with what a network said of it. */
export interface Answer {
  /** In the split, 0 for the first. */
  readonly index: number;
  readonly truth: number;
  /** The likeliest class; the lower of two that are equal. */
  readonly said: number;
  /** That the network gave to the class it said, 0–1. */
  readonly confidence: number;
}

/**
 * @param labels [count], class indices
 * @param probabilities [count, classes], row by row
 */
export function answersOf(labels: Uint8Array, probabilities: Float32Array, classes: number): Answer[] {
  return Array.from(labels, (truth, index) => {
    const row = probabilities.subarray(index * classes, (index + 1) * classes);
    const said = likeliest(row);
    return { index, truth, said, confidence: row[said] ?? NaN };
  });
}

/** The place of the greatest; the lower of two that are equal. */
export function likeliest(probabilities: Float32Array): number {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++)
    if ((probabilities[i] as number) > (probabilities[best] as number)) best = i;
  return best;
}

/** How often each class was taken for each: [truth][said]. */
export function confusionOf(answers: readonly Answer[], classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const { truth, said } of answers) {
    const row = counts[truth] as number[];
    row[said] = (row[said] as number) + 1;
  }
  return counts;
}

/** Share of right answers, 0–1; 0 when there are none at all. */
export function accuracyOf(counts: readonly (readonly number[])[]): number {
  const all = counts.flat().reduce((sum, count) => sum + count, 0);
  const right = counts.reduce((sum, row, truth) => sum + (row[truth] ?? 0), 0);
  return all === 0 ? 0 : right / all;
}

/** The wrong answers, the surest first: those show best what a network takes one class for another by. */
export const mistakesOf = (answers: readonly Answer[]): Answer[] =>
  answers.filter(({ truth, said }) => truth !== said).toSorted(bySureness);

/** Those of one cell of the confusion matrix, the surest first. */
export const cellOf = (answers: readonly Answer[], truth: number, said: number): Answer[] =>
  answers.filter((answer) => answer.truth === truth && answer.said === said).toSorted(bySureness);

const bySureness = (a: Answer, b: Answer) => b.confidence - a.confidence || a.index - b.index;
