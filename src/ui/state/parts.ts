/** The parts that the page is in, from top to bottom, each with the panels that may stand in it. */
export const PARTS = {
  watch: ['chat', 'network', 'curves', 'race', 'pareto', 'archive'],
  tried: ['candidates', 'machine', 'notices', 'lineage', 'worked', 'appraisal'],
  method: ['method', 'switches', 'model-panel'],
  inside: ['inspect'],
  compare: ['compare', 'benchmark', 'ranks'],
} as const;
export type PartId = keyof typeof PARTS;

/** Panels that stand in every run, one of each part that has any. Whether others do is known once they are drawn. */
export const STANDING: ReadonlySet<string> = new Set(['network', 'candidates', 'inspect', 'compare']);

/** The element's id. */
export const partElement = (id: PartId): string => `part-${id}`;
