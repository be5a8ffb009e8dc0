import type { Proposal, TaskShape } from '../../domain.ts';
import type { Evaluated } from '../../ports.ts';
import { initialNetwork } from '../../references/initial.ts';
import type { Parent } from './networks.ts';

export function initialProposal(task: TaskShape): Proposal {
  const { name, source } = initialNetwork(task);
  return { source, origin: { kind: 'seed', name } };
}

/**
 * The initial network as a parent, also one of a past or of another island. What is no network is none; one that was
 * trained before has the earlier one's weights.
 */
export function initialParent(
  { candidate, architecture, outcome }: Evaluated,
  task: TaskShape,
): Parent | undefined {
  const { id, source, origin } = candidate;
  if (origin.kind !== 'seed' || origin.name !== initialNetwork(task).name || !architecture) return undefined;
  return {
    id,
    source,
    params: architecture.params,
    ...(outcome.kind === 'scored' && { valAccuracy: outcome.valAccuracy, loss: outcome.valLoss }),
    ...(outcome.kind === 'duplicate' && { weightsOf: outcome.of }),
  };
}
