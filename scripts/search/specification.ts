/** The specification that the command's options stand for. */
import { type Result, err } from '../../src/search/result.ts';
import { presetsOf } from '../../src/search/spec/presets.ts';
import { type RunSpec, type StrategyId, parseSpec } from '../../src/search/spec/spec.ts';
import { specFromHash, specToHash } from '../../src/search/spec/url.ts';
import { english } from '../../src/search/told/english.ts';

export interface SearchOptions {
  readonly strategy: string;
  readonly preset?: string;
  /** `key=value` as in the page's address, later ones over earlier ones and over everything else. */
  readonly set: readonly string[];
  /** What else was asked for, for `parseSpec`. */
  readonly rest: object;
  readonly budget?: object;
  readonly length?: object;
}

/** Evaluations when neither a preset nor an option says how many. */
const USUAL_BUDGET = { unit: 'evaluations', count: 12 };

/** The fault names what cannot be, as the page itself would. */
export function specificationOf(options: SearchOptions): Result<RunSpec, string> {
  const { strategy, preset, set, rest, budget, length } = options;
  if (strategy === 'chat')
    return err('The chat design needs a person to say what to build: open the page for it (npm start).');
  const presets = presetsOf(strategy as StrategyId);
  const chosen = presets.find(({ id }) => id === preset);
  if (preset !== undefined && !chosen) return err(noPreset(strategy, preset, presets));
  const parsed = parseSpec({
    ...rest,
    ...chosen?.patch,
    strategy: { id: strategy, ...chosen?.patch.strategy },
    budget: budget ?? chosen?.patch.budget ?? USUAL_BUDGET,
    training: { ...chosen?.patch.training, ...(length && { length }) },
  });
  if (!parsed.ok || set.length === 0) return parsed;
  const read = specFromHash([specToHash(parsed.value), ...set].filter(Boolean).join('&'));
  return read.ok ? read : err(english(read.error));
}

const noPreset = (strategy: string, preset: string, presets: readonly { readonly id: string }[]): string =>
  presets.length === 0
    ? `${strategy} has no presets.`
    : `--preset ${preset}: ${strategy} has only ${presets.map(({ id }) => id).join(' and ')}.`;
