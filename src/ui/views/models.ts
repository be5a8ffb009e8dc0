/** Models in words. */
import type { StrategyId } from '../../search/spec/spec.ts';
import type { LlmFault, ModelOption, StoredModel } from '../../workers/api.ts';
import { bytes } from './format.ts';

const GROUPS: Readonly<Record<ModelOption['group'], string>> = {
  'built-in': 'Comes with this page',
  tuned: 'Tuned in this browser',
  browser: 'In this browser',
  code: 'Made for code',
  general: 'For any text',
  own: 'From your files',
};

/** In the order of the list, without groups that have no model. */
export function grouped(options: readonly ModelOption[]) {
  return (Object.keys(GROUPS) as ModelOption['group'][])
    .map((group) => ({ label: GROUPS[group], options: options.filter((option) => option.group === group) }))
    .filter((group) => group.options.length > 0);
}

/** For the list: the name, and what it costs to get. */
export function optionLabel(option: ModelOption): string {
  if (option.isBuiltIn) return `${option.label} (built in, ${size(option)})`;
  if (option.group === 'tuned') return option.label;
  if (option.cached) return `${option.label} (stored)`;
  return option.downloadMB === undefined ? option.label : `${option.label} (${size(option)})`;
}

/**
 * What it takes to use a model. @param exact bytes to download as the model's own list says, when it was asked
 */
export function costWords(option: ModelOption, exact: number | undefined): string {
  if (option.group === 'browser') {
    const download = option.cached
      ? ''
      : ' The browser downloads it first, several gigabytes, for all pages at once.';
    return `Run by the browser itself.${download} It takes no seed, so its runs cannot be repeated.`;
  }
  const memory =
    option.vramMB === undefined ? '' : `takes about ${bytes(option.vramMB * 1e6)} of graphics memory`;
  if (option.isBuiltIn) return `${size(option)}, works offline, ${memory}.`;
  if (option.cached) return `Stored in this browser${memory && `, ${memory}`}.`;
  const download = exact === undefined ? `${size(option)} to download` : `${bytes(exact)} to download`;
  return `${capital(download)}${memory && `, then ${memory}`}.`;
}

/** A tuning has a name that says nothing, and a label that does. */
export const storedName = ({ id, modelUrl }: StoredModel, options: readonly ModelOption[]): string =>
  options.find((option) => option.group === 'tuned' && option.modelUrl === modelUrl)?.label ?? id;

const size = ({ downloadMB = 0, isBuiltIn }: ModelOption): string =>
  `${isBuiltIn ? '' : 'about '}${bytes(downloadMB < 10 ? downloadMB * 1e6 : Math.round(downloadMB / 10) * 1e7)}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A row of the store: all of it, or how much of it. */
export const storedWords = ({ bytes: there, totalBytes }: StoredModel): string =>
  there >= totalBytes
    ? bytes(totalBytes)
    : `${there === 0 ? 'nothing' : bytes(there)} of ${bytes(totalBytes)} yet`;

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
  strategy === 'chat' ? 'nobody answers' : 'edits of code go on in its place';
