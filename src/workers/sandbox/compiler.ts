import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
  DefaultIntrinsics,
  Scope,
  newQuickJSWASMModuleFromVariant,
  newVariant,
} from 'quickjs-emscripten-core';
import type { Architecture, CandidateFault, TaskShape } from '../../search/domain.ts';
import { INITIALIZER_NAMES } from '../../search/graph/initializers.ts';
import { LAYERS } from '../../search/graph/layers/index.ts';
import { LIMITS } from '../../search/graph/limits.ts';
import { GraphRecorder } from '../../search/graph/recorder.ts';
import { REGULARIZER_NAMES } from '../../search/graph/regularizers.ts';
import type { Compiler } from '../../search/ports.ts';
import { type Result, err, ok } from '../../search/result.ts';
import { Border } from './border.ts';
import { Deadline } from './deadline.ts';
import { exportEntry } from './entry.ts';
import { FILE_NAME, TIMEOUT, faultOf, quoteLine } from './exceptions.ts';
import { FACADE } from './facade.ts';

/** 64 MiB, in pages of WebAssembly: the interpreter and everything the program makes. */
const MEMORY_PAGES = { initial: 256, maximum: 1024 };
const PAGE_BYTES = 2 ** 16;
/** The machine asks for pages in such portions, and is refused the last when it does not fit. */
const LAST_PAGES = 32;
/** Small enough that the interpreter notices before the browser's own stack, which a worker has little of, is full. */
const STACK_BYTES = 64 * 1024;

const WARM_UP = `export default (tf, inputShape, numClasses) =>
  tf.sequential({ layers: [tf.layers.dense({ units: numClasses, inputShape })] });`;

const OFFERED = JSON.stringify({
  layers: Object.keys(LAYERS),
  initializers: INITIALIZER_NAMES,
  regularizers: REGULARIZER_NAMES,
});

interface Machine {
  readonly interpreter: QuickJSWASMModule;
  readonly memory: WebAssembly.Memory;
}

/** QuickJS's own limit on memory does not count what was granted before, in this build; the machine's memory does. */
async function startMachine(wasmLocation: string | undefined): Promise<Machine> {
  const memory = new WebAssembly.Memory(MEMORY_PAGES);
  const interpreter = await newQuickJSWASMModuleFromVariant(
    newVariant(variant, { ...(wasmLocation !== undefined && { wasmLocation }), wasmMemory: memory }),
  );
  return { interpreter, memory };
}

/**
 * Runs programs in QuickJS, compiled to WebAssembly: a machine of its own within this thread, with no way out but one
 * function that passes text. Each program gets a world of its own in it, and the machine itself is replaced after a
 * program that ran out of time or memory.
 */
export class QuickJsCompiler implements Compiler {
  readonly #wasmLocation: string | undefined;
  #machine: Promise<Machine> | undefined;

  /** @param wasmLocation address of the interpreter; in Node it is found by itself */
  constructor(wasmLocation?: string) {
    this.#wasmLocation = wasmLocation;
  }

  /** Resolves when the interpreter is loaded and has run once, so that no program pays for its first compilation. */
  async ready(): Promise<void> {
    await this.compile(WARM_UP, { inputShape: [1], classes: 1 });
  }

  async compile(source: string, task: TaskShape): Promise<Result<Architecture, CandidateFault>> {
    const machine = await this.#started();
    const checked = checkSource(source);
    if (!checked.ok) return err(quoteLine(checked.error, source));
    const result = this.#run(machine, checked.value, task);
    return result.ok ? result : err(quoteLine(result.error, source));
  }

  async #started(): Promise<Machine> {
    try {
      return await (this.#machine ??= startMachine(this.#wasmLocation));
    } catch (error) {
      // A failed download should not be the last.
      this.#machine = undefined;
      throw error;
    }
  }

  #run(
    { interpreter, memory }: Machine,
    source: string,
    task: TaskShape,
  ): Result<Architecture, CandidateFault> {
    try {
      const result = outOf(memory, runProgram(interpreter, source, task));
      if (!result.ok && (result.error.kind === 'memory' || result.error.kind === 'timeout'))
        this.#machine = undefined;
      return result;
    } catch (error) {
      // The interpreter itself gave up, which leaves it in no state to go on.
      this.#machine = undefined;
      if (!isMachineFailure(error)) throw error;
      return err({ kind: 'memory', message: { kind: 'broke-interpreter' } });
    }
  }
}

/** With no memory left even for an error, QuickJS throws null. */
const outOf = (
  { buffer }: WebAssembly.Memory,
  result: Result<Architecture, CandidateFault>,
): Result<Architecture, CandidateFault> =>
  !result.ok &&
  isThrownNull(result.error) &&
  buffer.byteLength > (MEMORY_PAGES.maximum - LAST_PAGES) * PAGE_BYTES
    ? err({ ...result.error, kind: 'memory', message: { kind: 'out-of-memory' } })
    : result;

const isThrownNull = ({ message }: CandidateFault): boolean =>
  typeof message === 'object' && message.kind === 'threw' && message.value === 'null';

/** Emscripten's `abort` and traps of WebAssembly. */
const isMachineFailure = (error: unknown): boolean =>
  error instanceof WebAssembly.RuntimeError || (error instanceof RangeError && /stack/i.test(error.message));

function checkSource(source: string): Result<string, CandidateFault> {
  if (source.trim() === '') return err({ kind: 'empty', message: { kind: 'no-code' } });
  const bytes = new TextEncoder().encode(source).length;
  if (bytes > LIMITS.sourceBytes) {
    return err({ kind: 'too-big', message: { kind: 'source-too-long', bytes, most: LIMITS.sourceBytes } });
  }
  return exportEntry(source);
}

function runProgram(
  machine: QuickJSWASMModule,
  source: string,
  task: TaskShape,
): Result<Architecture, CandidateFault> {
  return Scope.withScope((scope) => {
    const runtime = scope.manage(machine.newRuntime({ maxStackSizeBytes: STACK_BYTES }));
    const context = scope.manage(runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false } }));
    const border = new Border(new GraphRecorder(task));
    const run = raiseFacade(scope, context, border, task);
    const deadline = new Deadline();
    runtime.setInterruptHandler(() => deadline.tick());
    const fault = evaluate(scope, context, source, run);
    const { architecture } = border;
    if (fault) return err(fault);
    // Some built-ins of the interpreter do not look at the clock, and end late but well.
    if (deadline.passed) return err(TIMEOUT);
    if (!architecture) throw new Error('a program ended without a model and without a fault');
    return ok(architecture);
  });
}

function raiseFacade(scope: Scope, context: QuickJSContext, border: Border, task: TaskShape): QuickJSHandle {
  const script = (code: string, name: string) =>
    scope.manage(context.unwrapResult(context.evalCode(code, name)));
  const host = scope.manage(
    context.newFunction('host', (text) => context.newString(border.answer(context.getString(text)))),
  );
  const make = script(FACADE, 'facade.js');
  const offered = script(`(${OFFERED})`, 'offered.js');
  const shape = script(`(${JSON.stringify(task)})`, 'task.js');
  return scope.manage(
    context.unwrapResult(context.callFunction(make, context.undefined, host, offered, shape)),
  );
}

/** Evaluates the program's module and has the facade call its function. */
function evaluate(
  scope: Scope,
  context: QuickJSContext,
  source: string,
  run: QuickJSHandle,
): CandidateFault | undefined {
  const exported = context.evalCode(source, FILE_NAME, { type: 'module' });
  if (exported.error) return faultAt(scope, context, exported.error);
  const namespace = scope.manage(exported.value);
  if (context.getPromiseState(namespace).type === 'pending') {
    return { kind: 'no-function', message: { kind: 'awaits' } };
  }
  const result = context.callFunction(run, context.undefined, namespace);
  if (result.error) return faultAt(scope, context, result.error);
  scope.manage(result.value);
  return undefined;
}

function faultAt(scope: Scope, context: QuickJSContext, error: QuickJSHandle): CandidateFault {
  scope.manage(error);
  const fault = scope.manage(context.getProp(error, 'fault'));
  return faultOf(
    context.dump(error),
    context.typeof(fault) === 'string' ? context.getString(fault) : undefined,
  );
}
