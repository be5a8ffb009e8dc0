import { Rng } from '../../../search/random/rng.ts';
import type { CoderConfig } from '../config.ts';
import type { Opened } from '../open.ts';
import { parametersOf, sizeOf } from '../weights.ts';

const LETTERS = 'abcdefghijklmno';

const CONFIG: CoderConfig = {
  vocabulary: 1 + LETTERS.length,
  width: 8,
  heads: 2,
  layers: 2,
  hidden: 12,
  context: 128,
  epsilon: 1e-5,
  rotaryBase: 10_000,
};

/** A model of random weights that writes letters, and ends after some sixteen of them. Prompts lose all but letters. */
export function lettersModel(seed = 1): Opened {
  const rng = new Rng(seed);
  return {
    config: CONFIG,
    tunedOn: 0,
    conversation: {
      system_template: '{system_message}',
      system_message: '',
      render_empty_system_message: true,
      roles: { user: '', assistant: '' },
      role_content_sep: '',
      role_empty_sep: 'a',
      seps: [''],
      add_role_after_system_message: true,
      stop_token_ids: [0],
    },
    tokenizer: {
      size: LETTERS.length + 1,
      encode: (text) => [...text].map((letter) => LETTERS.indexOf(letter) + 1).filter((id) => id > 0),
      bytes: (id) => Uint8Array.of(LETTERS.charCodeAt(id - 1)),
    },
    weights: new Map(
      parametersOf(CONFIG).map(({ name, shape }) => [
        name,
        Float32Array.from({ length: sizeOf(shape) }, () => rng.float() - 0.5 + (shape.length === 1 ? 1 : 0)),
      ]),
    ),
  };
}
