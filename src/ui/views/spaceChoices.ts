/** Choices of a space, in the page's language. A run holds them as the search calls them, since there they are keys. */
import { m } from '../messages/messages.js';

/** Slots that there are several of, each by its numbers, and those that there are one of. */
const SLOTS: readonly (readonly [RegExp, (numbers: readonly string[]) => string])[] = [
  [/^edge (\d+) to (\d+) /, ([from = '', to = '']) => m.panels_slot_edge({ from, to })],
  [/^stages /, () => m.panels_slot_stages()],
  [/^stage (\d+): width /, ([stage = '']) => m.panels_slot_stage_width({ stage })],
  [/^stage (\d+): branch /, ([stage = '']) => m.panels_slot_stage_branch({ stage })],
  [/^stage (\d+): second branch /, ([stage = '']) => m.panels_slot_stage_second({ stage })],
  [/^stage (\d+): merged by /, ([stage = '']) => m.panels_slot_stage_merged({ stage })],
  [/^depth /, () => m.panels_slot_depth()],
  [/^activation /, () => m.panels_slot_activation()],
  [/^normalisation /, () => m.panels_slot_normalisation()],
  [/^head /, () => m.panels_slot_head()],
  [/^block (\d+): layer /, ([block = '']) => m.panels_slot_block_layer({ block })],
  [/^block (\d+): width /, ([block = '']) => m.panels_slot_block_width({ block })],
  [/^block (\d+): shortens by /, ([block = '']) => m.panels_slot_block_shortens({ block })],
];

/** What may stand in a slot; numbers and names of activations stay as they are. */
const OPTIONS: readonly (readonly [RegExp, (size: string) => string])[] = [
  [/^none$/, () => m.panels_option_none()],
  [/^skip$/, () => m.panels_option_skip()],
  [/^conv (\d+)$/, (size) => m.panels_option_conv({ size })],
  [/^pool (\d+)$/, (size) => m.panels_option_pool_of({ size })],
  [/^pool$/, () => m.panels_option_pool()],
  [/^add$/, () => m.panels_option_add()],
  [/^concatenate$/, () => m.panels_option_concatenate()],
  [/^batch$/, () => m.panels_option_batch()],
  [/^average$/, () => m.panels_option_average()],
  [/^flatten$/, () => m.panels_option_flatten()],
  [/^nothing$/, () => m.panels_option_nothing()],
  [/^stride (\d+)$/, (size) => m.panels_option_stride({ size })],
  [/^max pool (\d+)$/, (size) => m.panels_option_max_pool({ size })],
];

/** @param choice a slot and what was chosen for it, such as `stage 1: width 8`; what is of no known slot stays */
export function choiceWords(choice: string): string {
  for (const [pattern, slot] of SLOTS) {
    const found = pattern.exec(choice);
    if (found) return `${slot(found.slice(1))}: ${optionWords(choice.slice(found[0].length))}`;
  }
  return choice;
}

/** @param name of a slot as the search calls it, such as `stage 1: width` */
export function slotWords(name: string): string {
  for (const [pattern, slot] of SLOTS) {
    const found = pattern.exec(`${name} `);
    if (found) return slot(found.slice(1));
  }
  return name;
}

/** @param option as the search calls it, such as `conv 3` */
export function optionWords(option: string): string {
  for (const [pattern, words] of OPTIONS) {
    const found = pattern.exec(option);
    if (found) return words(found[1] ?? '');
  }
  return option;
}
