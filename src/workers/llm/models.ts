import { err, ok } from '../../search/result.ts';
import type { ModelChoice, ModelOption } from '../api.ts';
import { type Adapter, fitsAdapter, hasF16 } from './adapter.ts';
import type { AppConfig, ModelRecord, WebLlm } from './package.ts';

/** Of the package's 165 models, those that write code and are small enough to share a GPU with training. */
const FAMILIES = [
  /^Qwen2\.5-Coder-(0\.5|1\.5|3)B-Instruct$/,
  /^Qwen3-(0\.6|1\.7)B$/,
  /^SmolLM2-/,
  /^Llama-3\.2-1B-Instruct$/,
];

/** `Qwen3-0.6B-q4f16_1-MLC` is the model `Qwen3-0.6B` in 4-bit weights and 16-bit arithmetic. */
const BUILD = /^(?<model>.+)-q\d+f(?<bits>16|32)(_\d+)?-MLC$/;

interface Build {
  readonly record: ModelRecord;
  readonly model: string;
  readonly needsF16: boolean;
}

/**
 * The package's own list, narrowed, smallest first: of each model the lightest build that this adapter can run. Most
 * records do not say that they need 16-bit arithmetic, so it is read off their names.
 */
export async function listModels(
  { prebuiltAppConfig, hasModelInCache }: Pick<WebLlm, 'prebuiltAppConfig' | 'hasModelInCache'>,
  adapter: Adapter | undefined,
): Promise<readonly ModelOption[]> {
  const builds = prebuiltAppConfig.model_list.flatMap(readBuild);
  const lightest = new Map<string, Build>();
  for (const build of builds.filter(({ needsF16 }) => needsF16 === hasF16(adapter)).sort(byMemory)) {
    if (!lightest.has(build.model)) lightest.set(build.model, build);
  }
  return Promise.all(
    [...lightest.values()].map(async ({ record, model, needsF16 }) => {
      const fits = fitsAdapter(adapter, needsF16);
      return {
        ...toChoice(record, needsF16),
        label: model.replaceAll('-', ' '),
        fits: fits.ok ? ok(true as const) : err(fits.error.message),
        // Without WebGPU there is often no secure context either, and then no cache to ask.
        cached: fits.ok && (await hasModelInCache(record.model_id, prebuiltAppConfig)),
      };
    }),
  );
}

function readBuild(record: ModelRecord): Build[] {
  const { model, bits } = BUILD.exec(record.model_id)?.groups ?? {};
  if (!model || !FAMILIES.some((family) => family.test(model))) return [];
  return [{ record, model, needsF16: bits === '16' }];
}

const byMemory = (a: Build, b: Build) => (a.record.vram_required_MB ?? 0) - (b.record.vram_required_MB ?? 0);

function toChoice(record: ModelRecord, needsF16: boolean): ModelChoice {
  return {
    id: record.model_id,
    modelUrl: record.model,
    libraryUrl: record.model_lib,
    needsF16,
    ...(record.vram_required_MB !== undefined && { vramMB: record.vram_required_MB }),
    ...(record.overrides?.context_window_size !== undefined && {
      contextWindow: record.overrides.context_window_size,
    }),
  };
}

/** The one-model list that WebLLM loads a choice from; the same for page and tests, hub and own server. */
export function appConfig(choice: ModelChoice): AppConfig {
  return {
    model_list: [
      {
        model_id: choice.id,
        model: choice.modelUrl,
        model_lib: choice.libraryUrl,
        ...(choice.contextWindow !== undefined && {
          overrides: { context_window_size: choice.contextWindow },
        }),
      },
    ],
  };
}

/** Where WebLLM looks for the files of a model: an address without a revision gets Hugging Face's `resolve/main/`. */
export function filesOf(modelUrl: string): string {
  const folder = modelUrl.endsWith('/') ? modelUrl : `${modelUrl}/`;
  return /\/resolve\/[^/]+\/$/.test(folder) ? folder : `${folder}resolve/main/`;
}
