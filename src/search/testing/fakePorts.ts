import type { NetworkProxy, Probe } from '../estimators/proxies.ts';
import type { Compiler, EvaluationListener, Evaluator, TrainingJob, TrainingResult } from '../ports.ts';
import { err, ok } from '../result.ts';
import { anArchitecture, aPoint, aScore } from './architectures.ts';

/** Takes any text for a network, told apart by its text; text that holds `fault` is rejected. */
export const textCompiler: Compiler = {
  async compile(source) {
    if (source.includes('fault'))
      return err({ kind: 'syntax', message: 'It holds a fault.', line: 1, quote: source });
    const architecture = anArchitecture(source);
    const { topology } = architecture;
    return ok({ ...architecture, topology: { ...topology, config: { ...topology.config, name: source } } });
  },
};

/**
 * Scores by rule, at once; what is inherited is all or nothing. The compiler above leaves the program's text in the
 * topology's name.
 */
export function ruleEvaluator(
  rule: (source: string, job: TrainingJob) => TrainingResult | number,
): Evaluator {
  const kept = new Set<string>();
  return {
    async evaluate(job, listener, signal) {
      if (signal.aborted) return { kind: 'cancelled' };
      listener.onStart(1);
      const result = rule(job.topology.config.name, job);
      if (typeof result !== 'number') return result;
      if (listener.onPoint(aPoint(1, result)) === 'stop' && job.isWatched) return { kind: 'cancelled' };
      if (job.keepAs !== undefined) kept.add(job.keepAs);
      const inherited = job.startFrom !== undefined && { inherited: kept.has(job.startFrom) ? 1 : 0 };
      return { kind: 'scored', score: { ...aScore(result), ...inherited } };
    },
    warm() {},
    probe: async (_, proxies, signal) => (signal.aborted ? undefined : probeOf(proxies, 1)),
    holds: (name) => kept.has(name),
  };
}

/** The same value of all that was asked for. */
export const probeOf = (proxies: readonly NetworkProxy[], value: number): Probe =>
  Object.fromEntries(proxies.map((proxy) => [proxy, { value, ms: 1 }]));

/** Finishes each job only when told to, so that a test decides what is under way at once. */
export class ManualEvaluator implements Evaluator {
  /** Programs of the networks that were said to be next, in order. */
  readonly warmed: string[] = [];
  readonly jobs: {
    readonly source: string;
    readonly training: TrainingJob['training'];
    readonly finish: (accuracy: number) => void;
  }[] = [];

  evaluate(job: TrainingJob, listener: EvaluationListener, signal: AbortSignal): Promise<TrainingResult> {
    if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
    listener.onStart(this.jobs.length + 1);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ kind: 'cancelled' }), { once: true });
      this.jobs.push({
        source: job.topology.config.name,
        training: job.training,
        finish: (accuracy) => resolve({ kind: 'scored', score: aScore(accuracy) }),
      });
    });
  }

  async probe(_: TrainingJob, proxies: readonly NetworkProxy[]): Promise<Probe> {
    return probeOf(proxies, 1);
  }

  warm(job: TrainingJob): void {
    this.warmed.push(job.topology.config.name);
  }
}
