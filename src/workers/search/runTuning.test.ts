import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../search/result.ts';
import type { LlmFault, ModelChoice } from '../api.ts';
import { type ModelInUse, RunTuning } from './runTuning.ts';

const choiceOf = (id: string): ModelChoice => ({
  id,
  modelUrl: `https://a.test/${id}`,
  libraryUrl: 'https://a.test/a.wasm',
});
const BASE = choiceOf('nas-coder');
const ONCE = { model: 'nas-coder', tuned: 1 };
const LESSONS = { taught: [{ prompt: { system: '', user: 'a' }, reply: 'b' }], keptBack: [] };
const SETTINGS = { steps: 3, learningRate: 1e-3, seed: 1 };
const never = new AbortController().signal;
const FULL: LlmFault = { kind: 'storage-full', message: 'There is no room.' };

/** A client over a store: each tuning puts `tuning-1`, `tuning-2` … there. */
class Model implements ModelInUse {
  present: ModelChoice | undefined = BASE;
  readonly stored = new Set<string>();
  readonly origins: string[] = [];
  fault: Partial<Record<'tune' | 'exchange', LlmFault>> = {};
  /** Runs while a model is being tuned. */
  meanwhile: () => void = () => {};

  choice = () => this.present;
  stopTuning = () => {};

  tune: ModelInUse['tune'] = async (origin, _lessons, { steps }, onStep) => {
    this.meanwhile();
    if (this.fault.tune) return err(this.fault.tune);
    this.origins.push(origin.id);
    onStep({ step: steps, loss: 0.5, tokens: 7, ms: 1 });
    const choice = choiceOf(`tuning-${this.origins.length}`);
    this.stored.add(choice.id);
    const backend = { backend: 'cpu', reason: '' } as const;
    return ok({
      choice,
      report: { backend, taught: 1, skipped: 0, keptBack: { lessons: 2, before: 1.5, after: 1.25 } },
    });
  };

  exchange = async (_present: ModelChoice, next: ModelChoice) => {
    if (this.fault.exchange) return err(this.fault.exchange);
    this.present = next;
    return ok(true);
  };

  putBack = async (present: ModelChoice, base: ModelChoice) => {
    if (this.present === present) this.present = base;
  };

  remove = async ({ id }: ModelChoice) => void this.stored.delete(id);
}

describe('tuning between rounds', () => {
  let model: Model;
  let tuning: RunTuning;
  const teach = (signal = never, onStep: (step: object) => void = () => {}) =>
    tuning.teach(LESSONS, SETTINGS, onStep, signal);

  beforeEach(() => {
    model = new Model();
    tuning = new RunTuning(model);
  });

  it('tells each step of how many, and what it did to the lessons kept back', async () => {
    const steps: object[] = [];
    expect(await teach(never, (step) => steps.push(step))).toEqual(
      ok({ lessons: 1, keptBack: { before: 1.5, after: 1.25 } }),
    );
    expect(steps).toEqual([{ step: 3, of: 3, loss: 0.5 }]);
  });

  it('goes on from the tuning before, counts how often that was, and stores one at a time', async () => {
    const writers = [tuning.writerOf(BASE.id)];
    for (let round = 0; round < 3; round++) {
      await teach();
      writers.push(tuning.writerOf(model.present?.id ?? ''));
    }
    expect(model.origins).toEqual(['nas-coder', 'tuning-1', 'tuning-2']);
    expect(writers).toEqual([0, 1, 2, 3].map((tuned) => ({ model: 'nas-coder', tuned })));
    expect([...model.stored]).toEqual(['tuning-3']);
  });

  it('leaves the next run the model that the user loaded, and nothing in the store', async () => {
    await teach();
    await teach();
    await tuning.end();
    expect(model.present).toBe(BASE);
    expect([...model.stored]).toEqual([]);
    await teach();
    expect(model.origins.at(-1)).toBe('nas-coder');
    expect(tuning.writerOf(model.present?.id ?? '')).toEqual(ONCE);
  });

  it('leaves another model alone that the user loaded meanwhile, but clears the store', async () => {
    await teach();
    const other = choiceOf('another');
    model.present = other;
    expect(tuning.writerOf('another')).toEqual({ model: 'another', tuned: 0 });
    await tuning.end();
    expect(model.present).toBe(other);
    expect([...model.stored]).toEqual([]);
  });

  it.each(['tune', 'exchange'] as const)(
    'leaves the model as it was when it cannot %s, and says why',
    async (step) => {
      await teach();
      model.fault = { [step]: FULL };
      expect(await teach()).toEqual(err('There is no room.'));
      expect(model.present?.id).toBe('tuning-1');
      expect([...model.stored]).toEqual(['tuning-1']);
      expect(tuning.writerOf('tuning-1')).toEqual(ONCE);
    },
  );

  it('says that a model of fixed weights cannot learn', async () => {
    model.present = undefined;
    expect(await teach()).toMatchObject({ ok: false, error: { kind: 'model-cannot-learn' } });
  });

  it('rejects when it is stopped, and takes up nothing that was taught for nothing', async () => {
    const abort = new AbortController();
    const reason = new Error('stopped');
    model.meanwhile = () => abort.abort(reason);
    await expect(teach(abort.signal)).rejects.toBe(reason);
    await tuning.end();
    expect(model.present).toBe(BASE);
    expect([...model.stored]).toEqual([]);
  });

  it('stops the tuning under way at once when its signal fires', async () => {
    const abort = new AbortController();
    let stopped = false;
    model.stopTuning = () => void (stopped = true);
    model.meanwhile = () => abort.abort(new Error('stopped'));
    await teach(abort.signal).catch(() => {});
    expect(stopped).toBe(true);
  });
});
