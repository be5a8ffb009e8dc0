import type { CandidateFault, FaultKind } from '../domain.ts';
import { faultInEnglish } from '../faults/english.ts';
import type { FaultFact } from '../faults/schema.ts';

interface Told extends CandidateFault {
  readonly message: FaultFact;
}

/**
 * A fault on its way out of the recorder. It is thrown, since it must cross the program that caused it and take that
 * program's line along; the compiler turns it into a value.
 */
export class GraphFault extends Error {
  override readonly name = 'GraphFault';
  readonly fault: Told;

  constructor(kind: FaultKind, message: FaultFact, where: Pick<CandidateFault, 'layer' | 'line'> = {}) {
    super(faultInEnglish(message));
    this.fault = { kind, message, ...where };
  }
}
