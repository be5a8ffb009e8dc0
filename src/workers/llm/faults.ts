import type { LlmFault } from '../api.ts';

/** Stands in for an error of the package where we end a load ourselves. */
export class LoadAborted extends Error {
  override readonly name = 'LoadAborted';
}

/** A fault that is in words already where it happens. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault';
  readonly fault: LlmFault;

  constructor(fault: LlmFault) {
    super(fault.message);
    this.fault = fault;
  }
}

interface Rule {
  readonly kind: LlmFault['kind'];
  /** Names of errors, as the package gives them. */
  readonly names?: readonly string[];
  /** What an error without a telling name says. */
  readonly says?: RegExp;
  readonly message: string | ((message: string) => string);
}

/** The first rule that fits decides. Names alone do not: WebLLM has a `RangeError` and the engine `TypeError`s of its own. */
const RULES: readonly Rule[] = [
  {
    kind: 'aborted',
    names: ['LoadAborted'],
    message: 'Loading was stopped: load the model again when it is wanted.',
  },
  {
    kind: 'no-f16',
    names: ['ShaderF16SupportError'],
    message: 'This GPU does not compute in 16 bits: choose the 32-bit build of the model.',
  },
  {
    kind: 'no-webgpu',
    names: ['WebGPUNotAvailableError', 'WebGPUNotFoundError', 'FeatureSupportError'],
    says: /compatible GPU|Cannot initialize runtime because of requested/,
    message:
      'This browser offers no WebGPU that is enough for a language model: use a current Chrome or Edge.',
  },
  {
    // WebLLM unloads itself without a word when the GPU is lost, and then says that it was, or that nothing is loaded.
    kind: 'device-lost',
    names: ['DeviceLostError', 'ModelNotLoadedError'],
    says: /device (is |was )?lost|Engine\.unload\(\) is called|Instance reference no longer exists|Buffer was unmapped|instance dropped|(object|instance) has already been disposed/i,
    message:
      'The GPU stopped answering, most often for want of memory: load the model again, or choose a smaller one.',
  },
  {
    kind: 'out-of-memory',
    says: /out of memory|allocation failed|could not allocate|OutOfMemory/i,
    message: 'There is not enough memory for this model: close other tabs, or choose a smaller one.',
  },
  {
    kind: 'prompt-too-long',
    names: ['ContextWindowSizeExceededError'],
    message: (text) => tooLong([...text.matchAll(/: (\d+)/g)].map(([, count]) => Number(count))),
  },
  {
    kind: 'storage-full',
    names: ['QuotaExceededError'],
    says: /quota/i,
    message:
      'The browser has no room left to store the model: delete a stored model, free some disk space, leave private browsing, or choose a smaller model.',
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
    message:
      'A file of the model is damaged or does not belong to it: load it again, or delete it under “Stored models” first.',
  },
  {
    kind: 'no-network',
    names: ['NetworkError'],
    says: /Failed to fetch|Failed to execute '(add|put|fetch)'|network error|Cannot fetch|Load failed/i,
    message:
      'The download ended early: check the network, or whether it blocks the address, and load again; what has arrived is kept.',
  },
];

export const TUNING_STOPPED: LlmFault = {
  kind: 'aborted',
  message: 'Tuning was stopped: the model is as it was before.',
};

export const NOT_LOADED: LlmFault = {
  kind: 'not-loaded',
  message: 'No language model is loaded: choose one and load it.',
};

/**
 * Puts an error of WebLLM, the browser or the network into one sentence for a person. The package throws Error
 * objects, but plain strings `Name: message` where it speaks for another worker. We never ask an engine before it has
 * loaded, nor wait for one after we have unloaded it, so such errors mean that it has lost its GPU.
 */
export function toFault(error: unknown): LlmFault {
  if (error instanceof ModelFault) return error.fault;
  const { name, message } = describe(error);
  const rule = RULES.find(({ names, says }) => names?.includes(name) || says?.test(message));
  if (!rule) {
    const first = message.split('\n')[0]?.trim() || name;
    return {
      kind: 'other',
      message: `The language model failed (${first}): load it again, or choose another.`,
    };
  }
  return {
    kind: rule.kind,
    message: typeof rule.message === 'string' ? rule.message : rule.message(message),
  };
}

function describe(error: unknown): { name: string; message: string } {
  if (error instanceof Error) return { name: error.name, message: error.message };
  const text = String(error);
  const { name, message } = /^(?<name>\w+Error): (?<message>[^]*)$/.exec(text)?.groups ?? {};
  return { name: name ?? 'Error', message: message ?? text };
}

/** @param sizes tokens of the prompt and of the model's context, where they are known */
export function tooLong([prompt, window]: readonly number[]): string {
  const sizes =
    prompt && window ? ` of ${prompt} tokens does not fit into the model's ${window}` : ' is too long';
  return `The prompt${sizes}: show the model fewer or shorter programs, or choose one with a longer context.`;
}
