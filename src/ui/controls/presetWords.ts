/** Presets in the page's language. */
import type { Preset } from '../../search/spec/presets.ts';
import type { StrategyId } from '../../search/spec/spec.ts';
import { m } from '../messages/messages.js';

export const presetLabel = ({ id }: Preset): string =>
  id === 'lite' ? m.controls_preset_lite() : m.controls_preset_paper();

/** Of the papers, each has its own length. */
const PAPER_NOTES: Partial<Record<StrategyId, () => string>> = {
  evoprompting: m.controls_preset_evoprompting,
  llmatic: m.controls_preset_llmatic,
  gptnas: m.controls_preset_gptnas,
  bananas: m.controls_preset_bananas,
};

/** What a preset takes, in a sentence; as the preset itself says where it is not known here. */
export const presetNote = (strategy: StrategyId, { id, note }: Preset): string =>
  id === 'lite' ? m.controls_preset_lite_note() : (PAPER_NOTES[strategy]?.() ?? note);
