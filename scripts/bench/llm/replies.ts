/** What replies turned out to be, whoever wrote them. */
import type { Architecture, CandidateFault, FaultKind, TaskShape } from '../../../src/search/domain.ts';
import type { Compiler } from '../../../src/search/ports.ts';
import { parseProgram } from '../../../src/search/program/syntax/parse.ts';

export type Judged =
  | {
      readonly kind: 'faulty';
      readonly fault: CandidateFault;
      readonly parses: boolean;
      /** It does not parse for a name declared twice, which a grammar alone cannot rule out. */
      readonly redeclares: boolean;
    }
  | {
      /** The network of a parent, that of an earlier reply for inputs of this shape, or one not seen before. */
      readonly kind: 'copy' | 'repeat' | 'new';
      readonly architecture: Architecture;
    };

/** A judge that remembers all replies it has seen. */
export function replyJudge(
  compiler: Compiler,
): (source: string, task: TaskShape, parents: readonly Architecture[]) => Promise<Judged> {
  const seen = new Set<string>();
  return async (source, task, parents) => {
    const compiled = await compiler.compile(source, task);
    if (!compiled.ok) {
      const parsed = parseProgram(source);
      return {
        kind: 'faulty',
        fault: compiled.error,
        parses: parsed.ok && source.trim() !== '',
        redeclares: !parsed.ok && parsed.error.includes('has already been declared'),
      };
    }
    const architecture = compiled.value;
    const key = `${task.inputShape} ${architecture.hash}`;
    const isSeen = seen.has(key);
    seen.add(key);
    if (parents.some(({ hash }) => hash === architecture.hash)) return { kind: 'copy', architecture };
    return { kind: isSeen ? 'repeat' : 'new', architecture };
  };
}

export interface Tally {
  readonly samples: number;
  readonly parse: number;
  /** Of those that do not parse, the ones that only declare a name twice. */
  readonly redeclared: number;
  /** Run in the sandbox and have the right shapes. */
  readonly valid: number;
  readonly new: number;
  readonly copies: number;
  readonly repeats: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
}

export function tally(judged: readonly Judged[]): Tally {
  const count = (kind: Judged['kind']) => judged.filter((each) => each.kind === kind).length;
  const faulty = judged.filter((each) => each.kind === 'faulty');
  const faults: Partial<Record<FaultKind, number>> = {};
  for (const { fault } of faulty) faults[fault.kind] = (faults[fault.kind] ?? 0) + 1;
  const valid = judged.length - faulty.length;
  return {
    samples: judged.length,
    parse: valid + faulty.filter(({ parses }) => parses).length,
    redeclared: faulty.filter(({ redeclares }) => redeclares).length,
    valid,
    new: count('new'),
    copies: count('copy'),
    repeats: count('repeat'),
    faults,
  };
}
