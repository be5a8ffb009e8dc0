/** What can learn to predict; apart from the learners, which bring a library. */
export const LEARNERS = ['ridge', 'trees', 'perceptron'] as const;
export type LearnerId = (typeof LEARNERS)[number];
