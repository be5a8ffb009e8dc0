import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { describe, expect, it } from 'vitest';
import type { Adapter } from './adapter.ts';
import { appConfig, filesOf, listModels } from './models.ts';

const adapter = (features: string[], maxStorageBuffersPerShaderStage = 10): Adapter => ({
  features: new Set(features) as unknown as GPUSupportedFeatures,
  limits: {
    maxBufferSize: 2 ** 30,
    maxStorageBufferBindingSize: 2 ** 30,
    maxComputeWorkgroupStorageSize: 2 ** 15,
    maxStorageBuffersPerShaderStage,
  },
});

const WITH_F16 = adapter(['shader-f16']);
const stored = (...ids: string[]) => ({
  prebuiltAppConfig,
  hasModelInCache: async (id: string) => ids.includes(id),
});

describe('the list of models', () => {
  it('holds the small code writers in 16 bits where the adapter has them, smallest first', async () => {
    const models = await listModels(stored(), WITH_F16);
    // Sizes as the package states them.
    expect(models.map(({ id, vramMB }) => [id, Math.round(vramMB ?? 0)])).toEqual([
      ['SmolLM2-135M-Instruct-q0f16-MLC', 360],
      ['SmolLM2-360M-Instruct-q4f16_1-MLC', 376],
      ['Llama-3.2-1B-Instruct-q4f16_1-MLC', 879],
      ['Qwen2.5-Coder-0.5B-Instruct-q4f16_1-MLC', 945],
      ['Qwen3-0.6B-q4f16_1-MLC', 1403],
      ['Qwen2.5-Coder-1.5B-Instruct-q4f16_1-MLC', 1630],
      ['SmolLM2-1.7B-Instruct-q4f16_1-MLC', 1774],
      ['Qwen3-1.7B-q4f16_1-MLC', 2037],
      ['Qwen2.5-Coder-3B-Instruct-q4f16_1-MLC', 2505],
    ]);
    expect(models.every(({ fits, needsF16 }) => fits.ok && needsF16)).toBe(true);
  });

  it('takes the 32-bit builds elsewhere, with the libraries of the package', async () => {
    const models = await listModels(stored(), adapter([]));
    expect(models).toHaveLength(9);
    expect(models.every(({ id, fits, needsF16 }) => /q\df32/.test(id) && fits.ok && !needsF16)).toBe(true);
    const libraries = new Map(
      prebuiltAppConfig.model_list.map((record) => [record.model_id, record.model_lib]),
    );
    for (const { id, libraryUrl } of models) expect(libraryUrl).toBe(libraries.get(id));
  });

  it('says what is missing where none can run', async () => {
    for (const lacking of [undefined, adapter([], 8)]) {
      const models = await listModels(stored(), lacking);
      expect(models).toHaveLength(9);
      for (const { fits, cached } of models) {
        expect(fits).toEqual({
          ok: false,
          error: expect.stringMatching(/WebGPU|maxStorageBuffersPerShaderStage/),
        });
        expect(cached).toBe(false);
      }
    }
  });

  it('tells which are stored already', async () => {
    const models = await listModels(stored('Qwen3-0.6B-q4f16_1-MLC'), WITH_F16);
    expect(models.filter(({ cached }) => cached).map(({ id }) => id)).toEqual(['Qwen3-0.6B-q4f16_1-MLC']);
  });
});

it('loads a choice from the very addresses it names', () => {
  const choice = { id: 'mine', modelUrl: 'https://a.test/mine', libraryUrl: 'https://a.test/mine.wasm' };
  const record = { model_id: 'mine', model: 'https://a.test/mine', model_lib: 'https://a.test/mine.wasm' };
  expect(appConfig(choice).model_list).toEqual([record]);
  const [{ overrides } = {}] = appConfig({ ...choice, contextWindow: 2048 }).model_list;
  expect(overrides).toEqual({ context_window_size: 2048 });
});

it('looks for files where the package does', () => {
  expect(filesOf('https://a.test/mine')).toBe('https://a.test/mine/resolve/main/');
  expect(filesOf('https://a.test/mine/')).toBe('https://a.test/mine/resolve/main/');
  expect(filesOf('https://a.test/mine/resolve/v2')).toBe('https://a.test/mine/resolve/v2/');
});
