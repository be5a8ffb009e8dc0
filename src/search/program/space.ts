import { featuresOf } from '../estimators/predictors/features.ts';
import type { SearchSpace } from '../spaces/searchSpace.ts';
import { sampleProgram } from './grammar/sample.ts';
import { mutate } from './mutate.ts';
import { readProgram } from './reading/read.ts';
import { parseProgram } from './syntax/parse.ts';

/**
 * All programs, as a search space: drawn from the grammar, edited in their syntax tree. There is no end to them, since
 * an edit may lead out of what the grammar writes.
 */
export const CODE: SearchSpace<string> = {
  id: 'code',
  size: () => Infinity,
  sample: sampleProgram,
  mutate(source, task, rng, times = 1) {
    const child = mutate(source, task, rng, times);
    return child.ok ? { network: child.value.source, words: child.value.edits } : undefined;
  },
  encode(source, task) {
    const parsed = parseProgram(source);
    const architecture = parsed.ok ? readProgram(parsed.value, task).architecture : undefined;
    return architecture && featuresOf(architecture);
  },
  render: (source) => source,
  originOf: (_, from) =>
    from ? { kind: 'mutated', parent: from.parent, edits: from.words } : { kind: 'sampled' },
  recognise: ({ source }) => source,
};
