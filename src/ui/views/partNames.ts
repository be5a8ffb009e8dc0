import { m } from '../messages/messages.js';
import type { PartId } from '../state/parts.ts';

export const PART_NAMES: Readonly<Record<PartId, () => string>> = {
  watch: m.page_part_watch,
  tried: m.page_part_tried,
  method: m.page_part_method,
  inside: m.page_part_inside,
  compare: m.page_part_compare,
};
