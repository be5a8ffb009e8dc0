import type { CandidateId, Origin, Outcome } from '../domain.ts';
import type { Evaluated } from '../ports.ts';

/** As a model's reply has it. */
export const written = (
  parents: readonly CandidateId[],
  more: { readonly instruction?: string; readonly temperature?: number } = {},
): Origin => ({
  kind: 'written',
  parents,
  model: 'scripted',
  prompt: '',
  reply: '',
  temperature: 0.6,
  tokens: 1,
  writeMs: 1,
  ...more,
});

export const evaluated = (id: CandidateId, origin: Origin, outcome: Outcome): Evaluated => ({
  candidate: { id, arm: 'search', source: `program ${id}`, origin },
  outcome,
});
