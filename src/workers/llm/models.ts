import { err, ok } from '../../search/result.ts';
import type { ModelChoice, ModelOption, StoredModel } from '../api.ts';
import { type Adapter, fitsAdapter, hasF16 } from './adapter.ts';
import { BUILT_IN_MB, builtIn } from './builtIn/builtIn.ts';
import type { HubModel } from './hub.ts';
import type { AppConfig } from './package.ts';
import { libraryOf } from './store/files.ts';
import { tuningAt } from './store/tuned.ts';

interface Family {
  readonly name: RegExp;
  readonly group: 'code' | 'general';
  /** Parameters in billions by the size in the name, as the models' cards state them. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** Of the package's 165 models, those that write code and are small enough to share a GPU with training. */
const FAMILIES: readonly Family[] = [
  {
    name: /^Qwen2\.5-Coder-(?<size>[\d.]+B)-Instruct$/,
    group: 'code',
    sizes: { '0.5B': 0.49, '1.5B': 1.54, '3B': 3.09, '7B': 7.61 },
  },
  { name: /^Qwen3-(?<size>[\d.]+B)$/, group: 'general', sizes: { '0.6B': 0.6, '1.7B': 1.72, '4B': 4.02 } },
  {
    name: /^SmolLM2-(?<size>[\d.]+[MB])-Instruct$/,
    group: 'general',
    sizes: { '135M': 0.135, '360M': 0.362, '1.7B': 1.71 },
  },
  { name: /^Llama-3\.2-(?<size>\dB)-Instruct$/, group: 'general', sizes: { '1B': 1.24, '3B': 3.21 } },
  { name: /^Phi-(?<size>3\.5|4)-mini-instruct$/, group: 'general', sizes: { '3.5': 3.82, '4': 3.84 } },
];

/** `Qwen3-0.6B-q4f16_1-MLC` is the model `Qwen3-0.6B` in 4-bit weights and 16-bit arithmetic. */
const BUILD = /^(?<model>.+)-q(?<quantized>\d+)f(?<bits>16|32)(_\d+)?-MLC$/;

/** Of the built-in model. */
const LABEL = 'NAS Coder';

interface Build {
  readonly record: HubModel;
  readonly model: string;
  readonly group: Family['group'];
  readonly needsF16: boolean;
  readonly downloadMB: number;
}

/** A model in the store that is not on the hub's list. */
export interface Brought {
  readonly id: string;
  readonly modelUrl: string;
  readonly libraryUrl: string;
}

/** What the store holds beside the hub's models. */
interface Kept {
  readonly stored: readonly StoredModel[];
  readonly brought: readonly Brought[];
}

/**
 * The built-in model and its tunings; the hub's list, narrowed, smallest first: of each model the lightest build that this
 * adapter can run; and what was brought along. Most records do not say that they need 16-bit arithmetic, so it is read
 * off their names.
 */
export function listModels(
  records: readonly HubModel[],
  adapter: Adapter | undefined,
  baseUrl: string,
  { stored, brought }: Kept = { stored: [], brought: [] },
): readonly ModelOption[] {
  const fits = (needsF16: boolean) => {
    const fit = fitsAdapter(adapter, needsF16);
    return fit.ok ? fit : err(fit.error.message);
  };
  const whole = new Set(stored.filter(isWhole).map(({ modelUrl }) => modelUrl));
  const hub = lightest(records, adapter).map(
    ({ record, model, needsF16, group, downloadMB }): ModelOption => ({
      ...toChoice(record, needsF16),
      label: model.replace(/-instruct$/i, '').replaceAll('-', ' '),
      group,
      downloadMB,
      fits: fits(needsF16),
      cached: fits(needsF16).ok && whole.has(record.model),
    }),
  );
  const own = brought.map((choice): ModelOption => {
    const needsF16 = BUILD.exec(choice.id)?.groups?.bits === '16';
    return { ...choice, needsF16, label: choice.id, group: 'own', fits: fits(needsF16), cached: true };
  });
  const first: ModelOption = {
    ...builtIn(baseUrl),
    label: LABEL,
    group: 'built-in',
    downloadMB: BUILT_IN_MB,
    // Without WebGPU it runs on an engine of our own.
    fits: ok(true),
    cached: true,
  };
  return [first, ...tunings(builtIn(baseUrl), stored), ...hub, ...own];
}

/** A download that was cut short leaves some of the weights. */
const isWhole = ({ bytes, totalBytes }: StoredModel) => totalBytes > 0 && bytes === totalBytes;

function tunings(origin: ModelChoice, stored: readonly StoredModel[]): readonly ModelOption[] {
  const counts = new Map<number, number>();
  return stored.flatMap(({ modelUrl, tunedOn }): ModelOption[] => {
    const choice = tuningAt(modelUrl, origin);
    if (!choice) return [];
    const no = (counts.get(tunedOn) ?? 0) + 1;
    counts.set(tunedOn, no);
    return [
      { ...choice, label: LABEL, tuned: { on: tunedOn, no }, group: 'tuned', fits: ok(true), cached: true },
    ];
  });
}

function lightest(records: readonly HubModel[], adapter: Adapter | undefined): readonly Build[] {
  const builds = new Map<string, Build>();
  const able = records.flatMap(readBuild).filter(({ needsF16 }) => needsF16 === hasF16(adapter));
  for (const build of able.sort(byMemory)) if (!builds.has(build.model)) builds.set(build.model, build);
  return [...builds.values()];
}

function readBuild(record: HubModel): Build[] {
  const { model, bits, quantized } = BUILD.exec(record.model_id)?.groups ?? {};
  if (!model || !bits) return [];
  for (const { name, group, sizes } of FAMILIES) {
    const billions = sizes[name.exec(model)?.groups?.size ?? ''];
    if (billions === undefined) continue;
    // A group of 32 weights of 4 bits shares one scale in the arithmetic's own width; `q0` is no quantisation at all.
    const width = quantized === '0' ? Number(bits) : Number(quantized) + Number(bits) / 32;
    return [{ record, model, group, needsF16: bits === '16', downloadMB: (billions * 1000 * width) / 8 }];
  }
  return [];
}

const byMemory = (a: Build, b: Build) => (a.record.vram_required_MB ?? 0) - (b.record.vram_required_MB ?? 0);

function toChoice(record: HubModel, needsF16: boolean): ModelChoice {
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
  const { integrity } = libraryOf(choice);
  return {
    model_list: [
      {
        model_id: choice.id,
        model: choice.modelUrl,
        model_lib: choice.libraryUrl,
        ...(choice.contextWindow !== undefined && {
          overrides: { context_window_size: choice.contextWindow },
        }),
        // The store's files are checked when they come; a library that is fetched at every load is checked here.
        ...(integrity !== undefined && { integrity: { model_lib: integrity } }),
      },
    ],
  };
}
