import { english } from '../../search/told/english.ts';
import type { Told } from '../../search/told/told.ts';
import type { LlmFault } from '../api.ts';

/** Stands in for an error of the package where we end a load ourselves. */
export class LoadAborted extends Error {
  override readonly name = 'LoadAborted';
}

/** A fault that is told where it happens. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault';
  readonly fault: LlmFault;

  constructor(fault: LlmFault) {
    super(english(fault.message));
    this.fault = fault;
  }
}

interface Rule {
  readonly kind: LlmFault['kind'];
  /** Names of errors, as the package gives them. */
  readonly names?: readonly string[];
  /** What an error without a telling name says. */
  readonly says?: RegExp;
  readonly told: Told | ((message: string) => Told);
}

/** The first rule that fits decides. Names alone do not: WebLLM has a `RangeError` and the engine `TypeError`s of its own. */
const RULES: readonly Rule[] = [
  {
    kind: 'aborted',
    names: ['LoadAborted'],
    told: { kind: 'model-load-stopped' },
  },
  {
    kind: 'no-f16',
    names: ['ShaderF16SupportError'],
    told: { kind: 'model-gpu-no-f16' },
  },
  {
    kind: 'no-webgpu',
    names: ['WebGPUNotAvailableError', 'WebGPUNotFoundError', 'FeatureSupportError'],
    says: /compatible GPU|Cannot initialize runtime because of requested/,
    told: { kind: 'model-webgpu-too-little' },
  },
  {
    // WebLLM unloads itself without a word when the GPU is lost, and then says that it was, or that nothing is loaded.
    kind: 'device-lost',
    names: ['DeviceLostError', 'ModelNotLoadedError'],
    says: /device (is |was )?lost|Engine\.unload\(\) is called|Instance reference no longer exists|Buffer was unmapped|instance dropped|(object|instance) has already been disposed/i,
    told: { kind: 'model-gpu-lost' },
  },
  {
    kind: 'out-of-memory',
    says: /out of memory|allocation failed|could not allocate|OutOfMemory/i,
    told: { kind: 'model-out-of-memory' },
  },
  {
    kind: 'prompt-too-long',
    names: ['ContextWindowSizeExceededError'],
    told: (text) => tooLong([...text.matchAll(/: (\d+)/g)].map(([, count]) => Number(count))),
  },
  {
    kind: 'storage-full',
    names: ['QuotaExceededError'],
    says: /quota/i,
    told: { kind: 'model-store-full' },
  },
  {
    kind: 'corrupt',
    names: [
      'IntegrityError',
      'CompileError',
      'LinkError',
      'SyntaxError',
      'ArtifactManifestError',
      'UnsupportedTokenizerFilesError',
      'MissingModelWasmError',
    ],
    says: /Cannot find required VM function|Tensor-cache record|missing function/i,
    told: { kind: 'model-file-damaged' },
  },
  {
    kind: 'no-network',
    names: ['NetworkError'],
    says: /Failed to fetch|Failed to execute '(add|put|fetch)'|network error|Cannot fetch|Load failed/i,
    told: { kind: 'model-download-cut' },
  },
];

export const TUNING_STOPPED: LlmFault = {
  kind: 'aborted',
  message: { kind: 'tuning-stopped' },
};

export const NOT_LOADED: LlmFault = {
  kind: 'not-loaded',
  message: { kind: 'model-not-loaded' },
};

/**
 * Makes a fact of an error of WebLLM, the browser or the network. The package throws Error
 * objects, but plain strings `Name: message` where it speaks for another worker. We never ask an engine before it has
 * loaded, nor wait for one after we have unloaded it, so such errors mean that it has lost its GPU.
 */
export function toFault(error: unknown): LlmFault {
  if (error instanceof ModelFault) return error.fault;
  const { name, message } = describe(error);
  const rule = RULES.find(({ names, says }) => names?.includes(name) || says?.test(message));
  if (!rule) {
    const first = message.split('\n')[0]?.trim() || name;
    return { kind: 'other', message: { kind: 'model-failed', fault: first } };
  }
  return { kind: rule.kind, message: 'kind' in rule.told ? rule.told : rule.told(message) };
}

function describe(error: unknown): { name: string; message: string } {
  if (error instanceof Error) return { name: error.name, message: error.message };
  const text = String(error);
  const { name, message } = /^(?<name>\w+Error): (?<message>[^]*)$/.exec(text)?.groups ?? {};
  return { name: name ?? 'Error', message: message ?? text };
}

/** @param sizes tokens of the prompt and of the model's context, where they are known */
export const tooLong = ([tokens, context]: readonly number[]): Told =>
  tokens && context ? { kind: 'prompt-beyond-context', tokens, context } : { kind: 'prompt-too-long' };
