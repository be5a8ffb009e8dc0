/** What happens beside the candidates, in the page's language. */
import { WISHES, wishWords } from '../../search/prompts/request.ts';
import { type Spoken, spoken } from '../../search/told/spoken.ts';
import type { WorkerName } from '../../search/told/runTold.ts';
import type { Fact, Said, Told } from '../../search/told/told.ts';
import { saidBy } from '../../search/told/toldError.ts';
import { m } from '../messages/messages.js';
import { getLocale } from '../messages/runtime.js';
import { decimal, whole } from './format.ts';

/** Numbers as they are written; small whole ones stay numbers, by which plural forms go. */
type Values<F extends Told> = {
  readonly [K in keyof Spoken<F>]: Spoken<F>[K] extends number ? number | string : Spoken<F>[K];
};

/** Of whom or what a worker is. */
const WORKERS: Record<WorkerName, () => string> = {
  search: m.told_of_search,
  trainer: m.told_of_trainer,
  inspector: m.told_of_inspector,
  sandbox: m.told_of_sandbox,
  'language model': m.told_of_language_model,
  tuning: m.told_of_tuning,
  'layer model': m.told_of_layer_model,
  files: m.told_of_files,
  layout: m.told_of_layout,
};

const PHRASES: { readonly [K in Told['kind']]: (values: Values<Fact<K>>) => string } = {
  'worker-died': ({ worker }) => m.told_worker_died({ worker: WORKERS[worker]() }),
  'worker-ended': ({ worker }) => m.told_worker_ended({ worker: WORKERS[worker]() }),
  'worker-unloaded': ({ worker }) => m.told_worker_unloaded({ worker: WORKERS[worker]() }),
  'worker-failed': ({ worker, fault }) => m.told_worker_failed({ worker: WORKERS[worker](), fault }),
  'trainer-replaced': m.told_trainer_replaced,
  'trainers-lost': m.told_trainers_lost,
  'method-strayed': m.told_method_strayed,
  'nothing-to-propose': ({ arm }) =>
    arm === 'search' ? m.told_nothing_to_propose() : m.told_nothing_to_propose_baseline(),
  'model-away': ({ why, stead }) =>
    stead === 'evolution' ? m.told_model_away_evolution({ why }) : m.told_model_away_edits({ why }),
  'model-back': m.told_model_back,
  'round-untuned': m.told_round_untuned,
  'no-rules': m.told_no_rules,
  'warm-up-unfilled': m.told_warm_up_unfilled,
  'gpt-unheard-of': m.told_gpt_unheard_of,
  'gpt-away': m.told_gpt_away,
  'chat-unanswered': m.told_chat_unanswered,
  'chat-not-understood': () =>
    m.told_chat_not_understood({ wishes: WISHES.map((wish) => wishWords(wish, getLocale())).join(', ') }),
  'chat-nothing-to-fix': m.told_chat_nothing_to_fix,
  'chat-nothing-to-combine': m.told_chat_nothing_to_combine,
  'no-model': m.told_no_model,
  'tuning-off': m.told_tuning_off,
  'weights-fixed': m.told_weights_fixed,
  'too-few-children': m.told_too_few_children,
};

/** A fact as a sentence; the words of others as they are. */
export function toldWords(said: Said): string {
  if (typeof said === 'string') return said;
  const phrase = PHRASES[said.kind] as (values: object) => string;
  const values = Object.entries(spoken(said, toldWords)).map(([key, value]) => [key, written(value)]);
  return phrase(Object.fromEntries(values) as object);
}

/** What whatever was thrown has to say. */
export const errorWords = (error: unknown): string => toldWords(saidBy(error));

/** From here on whole numbers are written with gaps, which no plural form is looked up by. */
const GAPPED = 10_000;

function written(value: unknown): unknown {
  if (typeof value !== 'number' || (Number.isInteger(value) && value < GAPPED)) return value;
  return Number.isInteger(value) ? whole(value) : decimal(value);
}
