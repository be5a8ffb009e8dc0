import { describe, expect, it } from 'vitest';
import type { ModelOption } from '../api.ts';
import type { Adapter } from './adapter.ts';
import { HUB } from './hub.ts';
import { appConfig, listModels } from './models.ts';

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
const PAGE = 'https://a.test/nas/';
const ofHub = (models: readonly ModelOption[]) => models.filter(({ isBuiltIn }) => !isBuiltIn);

describe('the list of models', () => {
  it('holds the small code writers in 16 bits where the adapter has them, smallest first', async () => {
    const models = ofHub(listModels(HUB, WITH_F16, PAGE));
    // Memory as the package states it.
    expect(models.map(({ id, vramMB }) => [id, Math.round(vramMB ?? 0)])).toEqual([
      ['SmolLM2-135M-Instruct-q0f16-MLC', 360],
      ['SmolLM2-360M-Instruct-q4f16_1-MLC', 376],
      ['Llama-3.2-1B-Instruct-q4f16_1-MLC', 879],
      ['Qwen2.5-Coder-0.5B-Instruct-q4f16_1-MLC', 945],
      ['Qwen3-0.6B-q4f16_1-MLC', 1403],
      ['Qwen2.5-Coder-1.5B-Instruct-q4f16_1-MLC', 1630],
      ['SmolLM2-1.7B-Instruct-q4f16_1-MLC', 1774],
      ['Qwen3-1.7B-q4f16_1-MLC', 2037],
      ['Llama-3.2-3B-Instruct-q4f16_1-MLC', 2264],
      ['Qwen2.5-Coder-3B-Instruct-q4f16_1-MLC', 2505],
      ['Qwen3-4B-q4f16_1-MLC', 3432],
      ['Phi-4-mini-instruct-q4f16_1-MLC', 3438],
      ['Phi-3.5-mini-instruct-q4f16_1-MLC', 3672],
      ['Qwen2.5-Coder-7B-Instruct-q4f16_1-MLC', 5107],
    ]);
    expect(models.every(({ fits, needsF16 }) => fits.ok && needsF16)).toBe(true);
    expect(models.filter(({ group }) => group === 'code')).toHaveLength(4);
  });

  it('begins with the built-in model, which is asked for in few tokens and needs no 16 bits', async () => {
    const [first] = listModels(HUB, adapter([]), PAGE);
    expect(first).toMatchObject({
      id: 'nas-coder',
      isBuiltIn: true,
      style: 'terse',
      cached: true,
      fits: { ok: true },
      modelUrl: 'https://a.test/nas/models/nas-coder',
    });
  });

  it('reckons the download from parameters and bits: four, and a scale for every 32 weights', async () => {
    const size = async (name: string, able: Adapter) =>
      listModels(HUB, able, PAGE).find(({ id }) => id.startsWith(name))?.downloadMB;
    // 1.54 billion at 4.5 bits, or at 5 with 32-bit scales; 135 million unquantised at 16 bits.
    expect(await size('Qwen2.5-Coder-1.5B', WITH_F16)).toBeCloseTo(866.25);
    expect(await size('Qwen2.5-Coder-1.5B', adapter([]))).toBeCloseTo(962.5);
    expect(await size('SmolLM2-135M', WITH_F16)).toBeCloseTo(270);
  });

  it('takes the 32-bit builds elsewhere, with the libraries of the package', async () => {
    const models = ofHub(listModels(HUB, adapter([]), PAGE));
    expect(models).toHaveLength(14);
    expect(models.every(({ id, fits, needsF16 }) => /q\df32/.test(id) && fits.ok && !needsF16)).toBe(true);
    const libraries = new Map(HUB.map((record) => [record.model_id, record.model_lib]));
    for (const { id, libraryUrl } of models) expect(libraryUrl).toBe(libraries.get(id));
  });

  it('says what is missing where none can run', async () => {
    for (const lacking of [undefined, adapter([], 8)]) {
      const models = ofHub(listModels(HUB, lacking, PAGE));
      expect(models).toHaveLength(14);
      for (const { fits, cached } of models) {
        expect(fits).toEqual({
          ok: false,
          error: lacking
            ? { kind: 'model-gpu-too-little', limit: 'maxStorageBuffersPerShaderStage', least: 10 }
            : { kind: 'model-webgpu-missing' },
        });
        expect(cached).toBe(false);
      }
    }
  });

  it('tells which are stored whole', async () => {
    const at = (id: string, bytes: number) => ({
      id,
      modelUrl: `https://huggingface.co/mlc-ai/${id}`,
      bytes,
      totalBytes: 900,
      tunedOn: 0,
    });
    const stored = [at('Qwen3-0.6B-q4f16_1-MLC', 900), at('Qwen3-1.7B-q4f16_1-MLC', 899)];
    const models = ofHub(listModels(HUB, WITH_F16, PAGE, { stored, brought: [] }));
    expect(models.filter(({ cached }) => cached).map(({ id }) => id)).toEqual(['Qwen3-0.6B-q4f16_1-MLC']);
  });

  it('holds the tunings of the built-in model after it, told apart, and no other stored model', async () => {
    const model = { id: '', bytes: 1, totalBytes: 1 };
    const at = (path: string, tunedOn: number) => ({ ...model, modelUrl: PAGE + path, tunedOn });
    const kept = [
      at('models/nas-coder', 0),
      at('models/nas-coder-tuned-aa', 24),
      at('models/nas-coder-tuned-bb', 24),
      at('models/nas-coder-tuned-cc', 1),
      { ...model, modelUrl: 'https://b.test/models/nas-coder-tuned-dd', tunedOn: 9 },
    ];
    const models = listModels(HUB, undefined, PAGE, { stored: kept, brought: [] });
    expect(models.slice(1, 5).map(({ id, label, tuned }) => [id, label, tuned])).toEqual([
      ['nas-coder-tuned-aa', 'NAS Coder', { on: 24, no: 1 }],
      ['nas-coder-tuned-bb', 'NAS Coder', { on: 24, no: 2 }],
      ['nas-coder-tuned-cc', 'NAS Coder', { on: 1, no: 1 }],
      ['SmolLM2-360M-Instruct-q4f32_1-MLC', 'SmolLM2 360M', undefined],
    ]);
    expect(models[1]).toMatchObject({
      group: 'tuned',
      isCoder: true,
      style: 'terse',
      fits: { ok: true },
      cached: true,
    });
    expect(models[1]?.isBuiltIn).toBeUndefined();
  });

  it('ends with what was brought along, whose name tells whether it needs 16 bits', async () => {
    const brought = ['mine', 'mine-q4f16_1-MLC'].map((id) => ({
      id,
      modelUrl: `https://models.invalid/${id}`,
      libraryUrl: `https://models.invalid/${id}/mine.wasm`,
    }));
    const models = listModels(HUB, adapter([]), PAGE, { stored: [], brought }).slice(-2);
    expect(models.map(({ id, group, cached, fits }) => [id, group, cached, fits.ok])).toEqual([
      ['mine', 'own', true, true],
      ['mine-q4f16_1-MLC', 'own', true, false],
    ]);
  });
});

it('loads a choice from the very addresses it names', () => {
  const choice = { id: 'mine', modelUrl: 'https://a.test/mine', libraryUrl: 'https://a.test/mine.wasm' };
  const record = { model_id: 'mine', model: 'https://a.test/mine', model_lib: 'https://a.test/mine.wasm' };
  expect(appConfig(choice).model_list).toEqual([record]);
  const [{ overrides } = {}] = appConfig({ ...choice, contextWindow: 2048 }).model_list;
  expect(overrides).toEqual({ context_window_size: 2048 });
  const [{ integrity } = {}] = appConfig({ ...choice, integrity: { 'mine.wasm': 'sha256-a' } }).model_list;
  expect(integrity).toEqual({ model_lib: 'sha256-a' });
});
