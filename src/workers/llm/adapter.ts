import { err, ok, type Result } from '../../search/result.ts';
import type { LlmFault } from '../api.ts';

/** What of an adapter decides whether WebLLM can use it. */
export type Adapter = Pick<GPUAdapter, 'features'> & {
  readonly limits: Pick<GPUSupportedLimits, keyof typeof REQUIRED_LIMITS>;
};

/** WebLLM 0.2.86 asks its device for no less than this, and gives up where it is not to be had. */
const REQUIRED_LIMITS = {
  maxBufferSize: 2 ** 28,
  maxStorageBufferBindingSize: 2 ** 27,
  maxComputeWorkgroupStorageSize: 2 ** 15,
  maxStorageBuffersPerShaderStage: 10,
} as const;

/** The same adapter that WebLLM will ask for. */
export async function findAdapter(): Promise<Adapter | undefined> {
  const adapter = await navigator.gpu
    ?.requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  return adapter ?? undefined;
}

export const hasF16 = (adapter: Adapter | undefined): boolean => adapter?.features.has('shader-f16') ?? false;

/** Whether a model can run on this adapter; a fault says what is missing and what to do. */
export function fitsAdapter(adapter: Adapter | undefined, needsF16: boolean): Result<true, LlmFault> {
  if (!adapter) {
    return err({
      kind: 'no-webgpu',
      message: { kind: 'model-webgpu-missing' },
    });
  }
  const short = Object.entries(REQUIRED_LIMITS).find(
    ([limit, least]) => adapter.limits[limit as keyof typeof REQUIRED_LIMITS] < least,
  );
  if (short) {
    return err({
      kind: 'no-webgpu',
      message: { kind: 'model-gpu-too-little', limit: short[0], least: short[1] },
    });
  }
  if (needsF16 && !hasF16(adapter)) {
    return err({
      kind: 'no-f16',
      message: { kind: 'model-gpu-no-f16' },
    });
  }
  return ok(true);
}
