import * as Comlink from 'comlink';
import type { Cell, Stance } from '../../search/archive/niches.ts';
import type { Architecture, CandidateId, RunEvent, TaskShape } from '../../search/domain.ts';
import { NETWORK_PROXIES } from '../../search/estimators/proxies.ts';
import type { TrainingJob } from '../../search/ports.ts';
import { FEWEST_LESSONS, lessonCandidates } from '../../search/prompts/lessonCandidates.ts';
import { lessonsOf } from '../../search/prompts/lessons.ts';
import { err } from '../../search/result.ts';
import {
  type CandidateRecord,
  applyEvent,
  emptyRun,
  foldRun,
  type RunSnapshot,
} from '../../search/run/fold.ts';
import { Run, type StartMode } from '../../search/run/run.ts';
import { weightSeed } from '../../search/run/seeds.ts';
import type { RunSpec, SpecPatch } from '../../search/spec/spec.ts';
import { createStrategy } from '../../search/strategies/registry.ts';
import type { Said } from '../../search/told/told.ts';
import { ToldError } from '../../search/told/toldError.ts';
import type {
  LoadProgress,
  MachineReport,
  ModelChoice,
  OpenRequest,
  RunSink,
  SearchApi,
  TextWriter,
  TrainedNetwork,
  TuningSettings,
  TuningStep,
} from '../api.ts';
import { LayerModelClient } from '../layers/client.ts';
import { LlmClient } from './llmClient.ts';
import { AwakeClock } from './awakeClock.ts';
import { RunInspection, type Trained } from './inspection.ts';
import { inspectMachine, suggestedWorkers } from './machine.ts';
import { Outbox } from './outbox.ts';
import { SandboxClient } from './sandboxClient.ts';
import { SupernetClient } from './supernetClient.ts';
import { TrainerPool } from './trainerPool.ts';

/** A run with the workers it runs on. They outlive its end, for the final report, until the next run begins. */
interface Hosted {
  readonly run: Run;
  readonly pool: TrainerPool;
  readonly inspection: RunInspection;
  readonly outbox: Outbox;
  /** As it began. */
  readonly spec: RunSpec;
  snapshot: RunSnapshot;
}

/** Fills the ports of a run with workers, and lets the page steer it. */
export class SearchHost implements SearchApi {
  #baseUrl = '';
  /** The past of a run that is to go on. */
  #recalled: RunEvent[] = [];
  readonly #sandbox = new SandboxClient();
  readonly #llm = new LlmClient();
  #hosted: Hosted | undefined;
  /** Being brought back to where it broke off. */
  #restoring: Run | undefined;
  /** Trainers are loading, there is no run to stop yet. */
  #starting = false;
  #stopBeforeStart = false;
  #pace = 0;
  /** While trained networks are being measured. */
  #probing: AbortController | undefined;

  async open(baseUrl: string): Promise<void> {
    this.#baseUrl = new URL('.', baseUrl).href;
  }

  machine(): Promise<MachineReport> {
    return inspectMachine();
  }

  start(requested: RunSpec, sink: RunSink, mode: StartMode = 'run'): Promise<void> {
    const spec = { ...requested, workers: resolveWorkers(requested.workers) };
    return this.#host(spec, [], {}, sink, mode);
  }

  async recall(events: readonly RunEvent[]): Promise<void> {
    this.#recalled.push(...events);
  }

  async goOn(patch: SpecPatch, sink: RunSink, mode: StartMode = 'run'): Promise<void> {
    const past = this.#recalled;
    this.#recalled = [];
    const [first] = past;
    if (first?.kind !== 'started') throw new ToldError({ kind: 'no-past' });
    return this.#host(first.spec, past, resolved(patch), sink, mode);
  }

  async #host(
    spec: RunSpec,
    past: readonly RunEvent[],
    patch: SpecPatch,
    sink: RunSink,
    mode: StartMode,
  ): Promise<void> {
    if (this.#hosted && this.#hosted.snapshot.status !== 'ended')
      throw new ToldError({ kind: 'run-under-way' });
    if (this.#starting) throw new ToldError({ kind: 'run-about-to-begin' });
    this.#hosted?.pool.close();
    this.#hosted?.inspection.close();
    this.#hosted = undefined;
    this.#starting = true;
    this.#stopBeforeStart = false;

    const outbox = new Outbox(sink);
    this.#llm.onPrompt = (text) => outbox.signal({ kind: 'prompt', text });
    this.#llm.onWritten = () => outbox.signal({ kind: 'written' });
    // Trainers report before the run can begin, since the run needs the shape of their data.
    const early: Parameters<Run['emit']>[0][] = [];
    let report = (event: Parameters<Run['emit']>[0]): void => void early.push(event);
    const then = foldRun(past);
    const trainers = patch.workers ?? then.spec?.workers ?? spec.workers;
    const request = this.#openRequest(spec);
    const inspection = new RunInspection(request, (id) => this.#trained(id));
    const pool = new TrainerPool(request, trainers, {
      onReady: (trainer, backend) => report({ kind: 'trainer', trainer, report: backend }),
      onReplaced: (message) => report({ kind: 'notice', notice: { level: 'warning', message } }),
      onMemory: (trainer, reading) => outbox.signal({ kind: 'memory', trainer, ...reading }),
    });
    const hosted = async (): Promise<Hosted> => {
      const run = new Run(spec, await pool.task(), {
        createStrategy,
        compiler: this.#sandbox,
        evaluator: pool,
        proposer: this.#llm,
        layerModel,
        clock: () => clock.now(),
        supernet: new SupernetClient(pool),
        later: (ms, call) => void setTimeout(call, ms),
        emit: (event) => {
          host.snapshot = applyEvent(host.snapshot, event);
          outbox.event(event);
        },
        live: (signal) => outbox.signal(signal),
      });
      const host = { run, pool, inspection, outbox, spec, snapshot: then };
      this.#restoring = run;
      if (past.length > 0) await run.restore(past);
      return host;
    };
    // Its worker begins when a strategy first asks it something.
    const layerModel = new LayerModelClient(this.#baseUrl);
    const clock = new AwakeClock();
    let run: Run;
    try {
      this.#hosted = await hosted();
      ({ run } = this.#hosted);
    } catch (error) {
      pool.close();
      layerModel.close();
      clock.stop();
      throw error;
    } finally {
      this.#restoring = undefined;
      this.#starting = false;
    }
    if (Object.keys(patch).length > 0) run.change(patch);
    run.setPace(this.#pace);
    const ended = run.start(mode);
    if (this.#stopBeforeStart) run.stop();
    report = (event) => run.emit(event);
    early.forEach(report);
    await ended;
    this.#llm.endRun();
    layerModel.close();
    clock.stop();
    await outbox.flush();
  }

  async pause(): Promise<void> {
    this.#hosted?.run.pause();
  }

  async resume(): Promise<void> {
    this.#hosted?.run.resume();
  }

  async step(): Promise<void> {
    this.#hosted?.run.step();
  }

  async stepRound(): Promise<void> {
    this.#hosted?.run.stepRound();
  }

  async setPace(ms: number): Promise<void> {
    this.#pace = ms;
    this.#hosted?.run.setPace(ms);
  }

  async stop(): Promise<void> {
    if (this.#starting) this.#stopBeforeStart = true;
    this.#restoring?.stop();
    this.#hosted?.run.stop();
  }

  async change(patch: SpecPatch): Promise<void> {
    if (!this.#hosted) return;
    const change = resolved(patch);
    if (change.workers !== undefined) this.#hosted.pool.resize(change.workers);
    this.#hosted.run.change(change);
  }

  async setNiche(cell: Cell, stance: Stance): Promise<void> {
    this.#hosted?.run.setNiche(cell, stance);
  }

  async say(text: string): Promise<void> {
    this.#hosted?.run.say(text);
  }

  check(source: string, task: TaskShape) {
    return this.#sandbox.compile(source, task);
  }

  async tryOut(source: string, parents: readonly CandidateId[]): Promise<void> {
    if (!this.#hosted) throw new ToldError({ kind: 'nowhere-to-try' });
    await this.#hosted.run.tryOut(source, parents);
  }

  async test(id: CandidateId): Promise<void> {
    const hosted = this.#hosted;
    if (!hosted || hosted.snapshot.status !== 'ended') throw new ToldError({ kind: 'test-too-early' });
    const { spec, candidates } = hosted.snapshot;
    const architecture = candidates[id - 1]?.architecture;
    if (!spec || !architecture) throw new ToldError({ kind: 'untestable', id });
    const { topology, hash } = architecture;
    const job = { topology, training: spec.training, seed: weightSeed(spec.seed, hash) };
    const result = await hosted.pool.test(job);
    if ('kind' in result)
      throw new ToldError(
        result.kind === 'failed'
          ? { kind: 'training-failed', failure: result.message }
          : { kind: 'test-cancelled' },
      );
    const { testAccuracy, testLoss, majorityAccuracy } = result;
    hosted.run.emit({ kind: 'tested', report: { id, testAccuracy, testLoss, majorityAccuracy } });
    await hosted.outbox.flush();
  }

  async weights(id: CandidateId): Promise<TrainedNetwork> {
    const hosted = this.#hosted;
    if (!hosted || hosted.snapshot.status === 'running') throw new ToldError({ kind: 'weights-too-early' });
    const record = hosted.snapshot.candidates[id - 1];
    if (!record?.architecture || record.outcome?.kind !== 'scored')
      throw new ToldError({ kind: 'untrained', id });
    const { candidate, architecture, curve } = record;
    const kept = hosted.pool.kept(String(id));
    if (kept) return { weights: kept, valAccuracy: curve.at(-1)?.valAccuracy ?? record.outcome.valAccuracy };
    if (candidate.inherits !== undefined)
      throw new ToldError({ kind: 'weights-gone', id, parent: candidate.inherits });
    return hosted.pool.weights(jobThen(hosted, record, architecture));
  }

  async probe(): Promise<void> {
    const hosted = this.#hosted;
    if (!hosted || hosted.snapshot.status === 'running')
      throw new Error('Trained networks are measured while the run is paused or after it has ended.');
    if (this.#probing) throw new Error('The trained networks are being measured already.');
    const { signal } = (this.#probing = new AbortController());
    try {
      const trained = hosted.snapshot.candidates.filter(({ outcome }) => outcome?.kind === 'scored');
      await Promise.all(trained.map((record) => probeRest(hosted, record, signal)));
      await hosted.outbox.flush();
    } finally {
      this.#probing = undefined;
    }
  }

  async stopProbing(): Promise<void> {
    this.#probing?.abort();
  }

  get inspection() {
    if (!this.#hosted) throw new ToldError({ kind: 'nothing-to-inspect' });
    return Comlink.proxy(this.#hosted.inspection);
  }

  get shelf() {
    return this.#llm.shelf;
  }

  loadModel(choice: ModelChoice, onProgress: (progress: LoadProgress) => void) {
    return this.#llm.load(choice, onProgress);
  }

  adoptModel(model: string, writer: TextWriter & Comlink.ProxyMarked): Promise<void> {
    return this.#llm.adopt(model, writer);
  }

  unloadModel(): Promise<void> {
    return this.#llm.unload();
  }

  async tuneModel(settings: TuningSettings, onStep: (step: TuningStep) => void) {
    const { candidates, task } = this.#hosted?.snapshot ?? emptyRun;
    if (!task || lessonCandidates(candidates).length < FEWEST_LESSONS)
      return err({
        kind: 'other' as const,
        message: { kind: 'too-few-lessons' as const, least: FEWEST_LESSONS },
      });
    return this.#llm.tune(lessonsOf(task, candidates, settings.seed), settings, onStep);
  }

  async stopTuning(): Promise<void> {
    this.#llm.stopTuning();
  }

  async onModelLost(callback: (why: Said) => void): Promise<void> {
    this.#llm.onLost = callback;
  }

  async #trained(id: CandidateId): Promise<Trained> {
    const network = await this.weights(id);
    const topology = this.#hosted?.snapshot.candidates[id - 1]?.architecture?.topology;
    if (!topology) throw new ToldError({ kind: 'run-replaced', id });
    return { topology, network };
  }

  #openRequest({ backend, dataset, validationFraction, seed }: RunSpec): OpenRequest {
    return { backend, data: { dataset, validationFraction, seed, baseUrl: this.#baseUrl } };
  }
}

/** As the candidate was trained in the run, with the settings of its time. */
function jobThen(
  { snapshot, spec }: Hosted,
  { askedAt }: CandidateRecord,
  { topology, hash }: Architecture,
): TrainingJob {
  const then = snapshot.changes.findLast(({ at, patch }) => at <= askedAt && patch.training)?.patch.training;
  return { topology, training: then ?? spec.training, seed: weightSeed(spec.seed, hash) };
}

/** Measures the proxies that are missing of a network. */
async function probeRest(hosted: Hosted, record: CandidateRecord, signal: AbortSignal): Promise<void> {
  const { architecture, probe: before = {}, candidate } = record;
  const missing = NETWORK_PROXIES.filter((proxy) => before[proxy] === undefined);
  if (!architecture || missing.length === 0) return;
  const found = await hosted.pool.probe(jobThen(hosted, record, architecture), missing, signal);
  if (found) hosted.run.emit({ kind: 'probed', id: candidate.id, probe: { ...before, ...found } });
}

const resolved = (patch: SpecPatch): SpecPatch =>
  patch.workers === undefined ? patch : { ...patch, workers: resolveWorkers(patch.workers) };

const resolveWorkers = (workers: number): number =>
  workers === 0 ? suggestedWorkers(navigator.hardwareConcurrency) : workers;
