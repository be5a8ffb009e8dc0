import type { CandidateFault, FaultKind } from '../domain.ts';

/**
 * A fault on its way out of the recorder. It is thrown, since it must cross the program that caused it and take that
 * program's line along; the compiler turns it into a value.
 */
export class GraphFault extends Error {
  override readonly name = 'GraphFault';
  readonly fault: CandidateFault;

  constructor(kind: FaultKind, message: string, where: Pick<CandidateFault, 'layer' | 'line'> = {}) {
    super(message);
    this.fault = { kind, message, ...where };
  }
}
