/** Models in words. */
import type { StrategyId } from '../../search/spec/spec.ts';
import type { LlmFault, ModelOption, StoredModel } from '../../workers/api.ts';
import { m } from '../messages/messages.js';
import { bytes } from './format.ts';

const GROUPS: Readonly<Record<ModelOption['group'], () => string>> = {
  'built-in': m.model_group_built_in,
  tuned: m.model_group_tuned,
  browser: m.model_group_browser,
  code: m.model_group_code,
  general: m.model_group_general,
  own: m.model_group_own,
};

/** In the order of the list, without groups that have no model. */
export function grouped(options: readonly ModelOption[]) {
  return (Object.keys(GROUPS) as ModelOption['group'][])
    .map((group) => ({ label: GROUPS[group](), options: options.filter((option) => option.group === group) }))
    .filter((group) => group.options.length > 0);
}

/** @returns of a tuning, also what it was tuned on */
export function modelName({ label, tuned }: Pick<ModelOption, 'label' | 'tuned'>): string {
  if (!tuned) return label;
  const name = m.model_tuned_on({ label, count: tuned.on });
  return tuned.no === 1 ? name : m.model_tuned_no({ name, no: tuned.no });
}

/** Who wrote a program: the model, and how often it was tuned in the run before. */
export const writerName = ({ model, tuned }: { readonly model: string; readonly tuned?: number }): string =>
  tuned === undefined ? model : m.model_tuned_times({ model, count: tuned });

/** For the list: the name, and what it costs to get. */
export function optionLabel(option: ModelOption): string {
  if (option.isBuiltIn) return m.model_option_built_in({ label: option.label, size: size(option) });
  if (option.tuned) return modelName(option);
  if (option.cached) return m.model_option_stored({ label: option.label });
  return option.downloadMB === undefined ? option.label : `${option.label} (${size(option)})`;
}

/**
 * What it takes to use a model. @param exact bytes to download as the model's own list says, when it was asked
 */
export function costWords(option: ModelOption, exact: number | undefined): string {
  if (option.group === 'browser') {
    return option.cached ? m.model_cost_browser_cached() : m.model_cost_browser();
  }
  const memory =
    option.vramMB === undefined ? undefined : m.model_takes({ size: bytes(option.vramMB * 1e6) });
  if (option.isBuiltIn) return m.model_cost_built_in({ size: size(option), memory: memory ?? '' });
  if (option.cached)
    return memory === undefined ? m.model_cost_stored() : m.model_cost_stored_memory({ memory });
  const download = capital(m.model_to_download({ size: exact === undefined ? size(option) : bytes(exact) }));
  return memory === undefined
    ? m.model_cost_download({ download })
    : m.model_cost_download_memory({ download, memory });
}

/** A tuning has a name that says nothing, and a label that does. */
export function storedName({ id, modelUrl }: StoredModel, options: readonly ModelOption[]): string {
  const tuning = options.find((option) => option.tuned && option.modelUrl === modelUrl);
  return tuning ? modelName(tuning) : id;
}

function size({ downloadMB = 0, isBuiltIn }: ModelOption): string {
  const told = bytes(downloadMB < 10 ? downloadMB * 1e6 : Math.round(downloadMB / 10) * 1e7);
  return isBuiltIn ? told : m.model_about({ size: told });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A row of the store: all of it, or how much of it. */
export const storedWords = ({ bytes: there, totalBytes }: StoredModel): string =>
  there >= totalBytes
    ? bytes(totalBytes)
    : m.model_stored_part({
        there: there === 0 ? m.model_nothing() : bytes(there),
        total: bytes(totalBytes),
      });

/** What a person can do about a fault, besides going on with evolution. */
export function waysOn({ kind }: LlmFault): readonly ('again' | 'smaller' | 'store')[] {
  switch (kind) {
    case 'no-network':
    case 'other':
    case 'aborted':
    case 'not-loaded':
      return ['again'];
    case 'device-lost':
    case 'out-of-memory':
      return ['again', 'smaller'];
    case 'storage-full':
      return ['store', 'smaller'];
    case 'corrupt':
      return ['again', 'store'];
    case 'no-f16':
    case 'prompt-too-long':
      return ['smaller'];
    case 'no-webgpu':
      return [];
  }
}

/** What goes on while no model is there. */
export const steadWords = (strategy: StrategyId): string =>
  strategy === 'chat' ? m.model_stead_chat() : m.model_stead_edits();
