/** What happens beside the candidates, in the page's language. */
import type { BackendName } from '../../search/domain.ts';
import { WISHES, wishWords } from '../../search/prompts/request.ts';
import { type Spoken, type Voice, spoken } from '../../search/told/spoken.ts';
import type { Fact, Said, Told } from '../../search/told/told.ts';
import { saidBy } from '../../search/told/toldError.ts';
import { m } from '../messages/messages.js';
import { getLocale } from '../messages/runtime.js';
import { decimal, whole } from './format.ts';
import { failureSaid } from './training.ts';
import { lossWords } from './workerLoss.ts';

/** Numbers as they are written; small whole ones stay numbers, by which plural forms go. */
type Values<F extends Told> = {
  readonly [K in keyof Spoken<F>]: Spoken<F>[K] extends number ? number | string : Spoken<F>[K];
};

/** What a setting in the page's address takes. */
const LINK_WANTS: Record<Fact<'link-value'>['wanted'], () => string> = {
  number: m.told_link_wants_number,
  flag: m.told_link_wants_flag,
  word: m.told_link_wants_word,
  text: m.told_link_wants_text,
  weights: m.told_link_wants_weights,
};

const BACKENDS: Record<BackendName, () => string> = {
  webgpu: () => 'WebGPU',
  wasm: () => 'WebAssembly',
  cpu: m.told_backend_javascript,
};

/** What a value should be. */
const VALUE_WANTS: Record<Fact<'value-type'>['wanted'], () => string> = {
  number: m.told_value_wants_number,
  text: m.told_value_wants_text,
  flag: m.told_value_wants_flag,
  list: m.told_value_wants_list,
  fields: m.told_value_wants_fields,
};

const PHRASES: { readonly [K in Told['kind']]: (values: Values<Fact<K>>) => string } = {
  'worker-died': (loss) => lossWords({ kind: 'worker-died', ...loss }),
  'worker-ended': (loss) => lossWords({ kind: 'worker-ended', ...loss }),
  'worker-unloaded': (loss) => lossWords({ kind: 'worker-unloaded', ...loss }),
  'worker-failed': (loss) => lossWords({ kind: 'worker-failed', ...loss }),
  'training-failed': ({ failure }) => failure,
  'gpu-lost': (loss) => lossWords({ kind: 'gpu-lost', ...loss }),
  'trainer-replaced': m.told_trainer_replaced,
  'backend-changed': ({ from, to }) => m.told_backend_changed({ from: BACKENDS[from](), to: BACKENDS[to]() }),
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
  'search-lost': ({ loss }) => m.page_worker_lost({ fault: loss }),
  'run-over': m.told_run_over,
  'budget-spent': m.told_budget_spent,
  'no-past': m.told_no_past,
  'run-under-way': m.told_run_under_way,
  'run-about-to-begin': m.told_run_about_to_begin,
  'nowhere-to-try': m.told_nowhere_to_try,
  'test-too-early': m.told_test_too_early,
  untestable: m.told_untestable,
  'test-cancelled': m.told_test_cancelled,
  'weights-too-early': m.told_weights_too_early,
  untrained: m.told_untrained,
  'weights-gone': m.told_weights_gone,
  'nothing-to-inspect': m.told_nothing_to_inspect,
  'run-replaced': m.told_run_replaced,
  'trainers-closed': m.told_trainers_closed,
  'trainers-gone': m.told_trainers_gone,
  'training-cut-short': m.told_training_cut_short,
  'supernet-untrained': m.told_supernet_untrained,
  'sandbox-not-started': m.told_sandbox_not_started,
  'not-at-hand': m.told_not_at_hand,
  'foreign-weights': m.told_foreign_weights,
  'backend-not-started': m.told_backend_not_started,
  'run-lacks': m.told_run_lacks,
  'gpu-unusable': ({ why }) =>
    why === 'no-webgpu' ? m.told_gpu_unusable_no_webgpu() : m.told_gpu_unusable_no_adapter(),
  'class-absent': m.told_class_absent,
  'class-twice': m.told_class_twice,
  'paddings-crossed': m.told_paddings_crossed,
  'shift-too-long': m.told_shift_too_long,
  'file-missing': m.told_file_missing,
  'file-refused': m.told_file_refused,
  'file-unfetched': m.told_file_unfetched,
  'file-length': m.told_file_length,
  'file-hash': m.told_file_hash,
  'file-not-gzip': m.told_file_not_gzip,
  'file-unpacked': m.told_file_unpacked,
  'label-beyond': m.told_label_beyond,
  'manifest-not-json': m.told_manifest_not_json,
  'manifest-unreadable': m.told_manifest_unreadable,
  'shipped-hash': m.told_shipped_hash,
  'benchmark-foreign': m.told_benchmark_foreign,
  'benchmark-version': m.told_benchmark_version,
  'benchmark-header-unreadable': m.told_benchmark_header_unreadable,
  'benchmark-card': m.told_benchmark_card,
  'benchmark-hash': m.told_benchmark_hash,
  'benchmark-length': m.told_benchmark_length,
  'benchmark-networks': m.told_benchmark_networks,
  'benchmark-pair': m.told_benchmark_pair,
  'benchmark-not-gzip': m.told_benchmark_not_gzip,
  'run-not-kept': m.told_run_not_kept,
  'events-missing': m.told_events_missing,
  'run-moved': m.told_run_moved,
  'no-run-in-events': m.told_no_run_in_events,
  'events-miscounted': m.told_events_miscounted,
  'line-not-json': m.told_line_not_json,
  'started-misplaced': m.told_started_misplaced,
  'line-too-deep': m.told_line_too_deep,
  'store-newer': m.told_store_newer,
  'store-held': m.told_store_held,
  'asked-out-of-order': m.told_asked_out_of_order,
  'never-asked': m.told_never_asked,
  misfits: ({ one, others }) => `${one} ${others}`,
  'value-missing': m.told_value_missing,
  'value-type': ({ field, was, wanted }) => m.told_value_type({ field, was, wanted: VALUE_WANTS[wanted]() }),
  'value-choice': m.told_value_choice,
  'value-low': m.told_value_low,
  'value-high': m.told_value_high,
  'value-not-whole': m.told_value_not_whole,
  'value-no-multiple': m.told_value_no_multiple,
  'text-too-long': m.told_text_too_long,
  'gap-unknown': m.told_gap_unknown,
  'gap-missing': m.told_gap_missing,
  'weights-all-none': m.told_weights_all_none,
  'value-unfit': m.told_value_unfit,
  'fields-missing': m.told_fields_missing,
  'link-key-unknown': m.told_link_key_unknown,
  'link-key-unfitting': m.told_link_key_unfitting,
  'link-setting-unfit': m.told_link_setting_unfit,
  'link-value': ({ key, value, wanted }) => m.told_link_value({ key, value, wanted: LINK_WANTS[wanted]() }),
  'no-model': m.told_no_model,
  'tuning-off': m.told_tuning_off,
  'weights-fixed': m.told_weights_fixed,
  'too-few-children': m.told_too_few_children,
  'model-load-stopped': m.told_model_load_stopped,
  'model-not-loaded': m.told_model_not_loaded,
  'model-webgpu-missing': m.told_model_webgpu_missing,
  'model-webgpu-too-little': m.told_model_webgpu_too_little,
  'model-gpu-too-little': m.told_model_gpu_too_little,
  'model-gpu-no-f16': m.told_model_gpu_no_f16,
  'model-gpu-lost': m.told_model_gpu_lost,
  'model-out-of-memory': m.told_model_out_of_memory,
  'prompt-too-long': m.told_prompt_too_long,
  'prompt-beyond-context': m.told_prompt_beyond_context,
  'model-store-full': m.told_model_store_full,
  'model-no-room': m.told_model_no_room,
  'model-file-damaged': m.told_model_file_damaged,
  'model-file-page': m.told_model_file_page,
  'model-file-other': m.told_model_file_other,
  'model-file-length': m.told_model_file_length,
  'model-download-cut': m.told_model_download_cut,
  'model-unanswered': m.told_model_unanswered,
  'model-failed': m.told_model_failed,
  'model-worker-lost': m.told_model_worker_lost,
  'browser-model-absent': m.told_browser_model_absent,
  'browser-prompt-too-long': m.told_browser_prompt_too_long,
  'browser-model-refused': m.told_browser_model_refused,
  'browser-model-undownloaded': m.told_browser_model_undownloaded,
  'browser-model-lost': m.told_browser_model_lost,
  'browser-model-failed': m.told_browser_model_failed,
  'no-model-in-files': m.told_no_model_in_files,
  'model-folder-lacks': m.told_model_folder_lacks,
  'model-library-missing': m.told_model_library_missing,
  'model-library-unnamed': m.told_model_library_unnamed,
  'model-copy-other': m.told_model_copy_other,
  'model-copy-length': m.told_model_copy_length,
  'model-copy-unparsed': m.told_model_copy_unparsed,
  'address-empty': m.told_address_empty,
  'address-unreadable': m.told_address_unreadable,
  'address-unfetchable': m.told_address_unfetchable,
  'address-insecure': m.told_address_insecure,
  'address-silent': m.told_address_silent,
  'address-without-models': m.told_address_without_models,
  'tuning-stopped': m.told_tuning_stopped,
  'tuning-diverged': m.told_tuning_diverged,
  'tuning-out-of-memory': m.told_tuning_out_of_memory,
  'tuning-lost': m.told_tuning_lost,
  'tuning-under-way': m.told_tuning_under_way,
  'nothing-fits-model': m.told_nothing_fits_model,
  'too-few-lessons': m.told_too_few_lessons,
  'only-built-in-learns': m.told_only_built_in_learns,
  'model-cannot-learn': m.told_model_cannot_learn,
  'model-changed-meanwhile': m.told_model_changed_meanwhile,
  'layers-lost': m.told_layers_lost,
  'layers-without-corpus': m.told_layers_without_corpus,
  'layers-untaught': m.told_layers_untaught,
  'tuned-unloaded': ({ why, goesOn }) =>
    goesOn === 'earlier' ? m.told_tuned_unloaded_earlier({ why }) : m.told_tuned_unloaded_none({ why }),
};

const VOICE: Voice = { said: (said) => toldWords(said), failure: failureSaid };

/** A fact as a sentence; the words of others as they are. */
export function toldWords(said: Said): string {
  if (typeof said === 'string') return said;
  const phrase = PHRASES[said.kind] as (values: object) => string;
  const values = Object.entries(spoken(said, VOICE)).map(([key, value]) => [key, written(value)]);
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
