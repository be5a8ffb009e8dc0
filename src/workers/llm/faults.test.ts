import { IntegrityError } from '@mlc-ai/web-llm';
import { expect, it } from 'vitest';
import { english } from '../../search/told/english.ts';
import type { LlmFault } from '../api.ts';
import { LoadAborted, toFault } from './faults.ts';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

/** Errors as WebLLM 0.2.86, its runtime and Chromium word them. */
const SEEN: readonly [unknown, LlmFault['kind']][] = [
  [new LoadAborted(), 'aborted'],
  [
    named('ShaderF16SupportError', 'This model requires WebGPU extension shader-f16, which is not enabled'),
    'no-f16',
  ],
  [named('WebGPUNotAvailableError', 'WebGPU is not supported in your current environment'), 'no-webgpu'],
  [new Error('Unable to find a compatible GPU. This issue might be because'), 'no-webgpu'],
  [new Error('Cannot initialize runtime because of requested maxBufferSize exceeds limit.'), 'no-webgpu'],
  [named('DeviceLostError', 'The WebGPU device was lost while loading the model.'), 'device-lost'],
  [
    new DOMException('A valid external Instance reference no longer exists.', 'OperationError'),
    'device-lost',
  ],
  [new RangeError('Array buffer allocation failed'), 'out-of-memory'],
  [new RangeError('WebAssembly.Memory.grow(): could not allocate memory'), 'out-of-memory'],
  [named('ModelNotLoadedError', 'Model not loaded before ChatCompletionRequest.'), 'device-lost'],
  ['Engine.unload() is called.', 'device-lost'],
  [new DOMException('The quota has been exceeded.', 'QuotaExceededError'), 'storage-full'],
  [new IntegrityError('https://a.test/x.wasm', 'sha256-a', 'sha256-b'), 'corrupt'],
  [named('CompileError', 'WebAssembly.instantiate(): expected magic word'), 'corrupt'],
  [new SyntaxError(`Unexpected token '<', "<!doctype "... is not valid JSON`), 'corrupt'],
  [new Error('Cannot find required VM function embed'), 'corrupt'],
  [new TypeError('Failed to fetch'), 'no-network'],
  [new TypeError("Failed to execute 'add' on 'Cache': Request failed"), 'no-network'],
  ["TypeError: Failed to execute 'add' on 'Cache': Cache.add() encountered a network error", 'no-network'],
  [new TypeError('x is not a function'), 'other'],
  [named('RangeError', 'Make sure 0 < `top_p` <= 1.'), 'other'],
  [undefined, 'other'],
];

it.each(SEEN)('reads %s as %s', (error, kind) => {
  const fault = toFault(error);
  expect(fault.kind).toBe(kind);
  // One sentence with its mend after the colon.
  expect(english(fault.message)).toMatch(/^[A-Z].*: .+\.$/);
  expect(english(fault.message)).not.toContain('\n');
});

it('names both sizes when a prompt does not fit', () => {
  const message =
    'Prompt tokens exceed context window size: number of prompt tokens: 5000; context window size: 4096\nConsider';
  const fault = toFault(named('ContextWindowSizeExceededError', message));
  expect(fault).toEqual({
    kind: 'prompt-too-long',
    message: { kind: 'prompt-beyond-context', tokens: 5000, context: 4096 },
  });
});

it('quotes an error it does not know', () => {
  expect(toFault(new Error('the moon is full\nstack')).message).toEqual({
    kind: 'model-failed',
    fault: 'the moon is full',
  });
});
