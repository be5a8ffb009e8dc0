/** Heights of the ten digits as one-dimensional strokes (Greydanus and Kobak 2024, `get_templates`). */
const STROKES: readonly (readonly number[])[] = [
  [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
  [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
  [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
  [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
  [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
  [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
  [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
  [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
];

/** Brings a stroke to unit deviation, a start at 0 and a sixth of that size. */
function whiten(stroke: readonly number[]): Float64Array {
  const mean = stroke.reduce((sum, value) => sum + value, 0) / stroke.length;
  const variance = stroke.reduce((sum, value) => sum + (value - mean) ** 2, 0) / stroke.length;
  const deviation = Math.sqrt(variance);
  const start = ((stroke[0] as number) - mean) / deviation;
  return Float64Array.from(stroke, (value) => ((value - mean) / deviation - start) / 6);
}

/** One template of 12 points for each class, beginning and ending at 0. */
export const TEMPLATES: readonly Float64Array[] = STROKES.map(whiten);
