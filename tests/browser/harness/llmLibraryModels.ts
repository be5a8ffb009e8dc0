/** Runs in Node: models of random weights for the model library, and a page in which WebLLM loads them. */
import type { Page } from '@playwright/test';
import { ALPHABET, tokenizerJson } from '../../../scripts/pretrain/tokenizer/tokenizerJson.mjs';
import { plainArithmetic } from '../../../src/workers/coder/arithmetic.ts';
import type { CoderConfig } from '../../../src/workers/coder/config.ts';
import { Decoder } from '../../../src/workers/coder/decoder.ts';
import { parametersOf, type Weights, writeWeights } from '../../../src/workers/coder/weights.ts';
import { uniforms } from './llmSampling.ts';
import { blankPage } from './trainer-page.ts';

type Harness = typeof import('./llmLibrary.ts');

export const END = 0;
/** Of a byte's token; the first two are the end and the padding. */
const FIRST_BYTE = 2;
export const tokensOf = (text: string): number[] => [...Buffer.from(text)].map((byte) => byte + FIRST_BYTE);

type Sizes = Pick<CoderConfig, 'vocabulary' | 'width' | 'hidden' | 'layers'>;

/** Not the sizes of nas-coder: the library is to read them off the weights. */
export const SMALL: Sizes = { vocabulary: 260, width: 64, hidden: 96, layers: 2 };

/** Weights drawn by a seed, and the files in which WebLLM finds them. */
export class RandomModel {
  readonly name: string;
  readonly config: CoderConfig;
  readonly #weights: Weights;

  constructor(name: string, seed: number, sizes = SMALL, context = 640) {
    this.name = name;
    this.config = { ...sizes, context, heads: sizes.width / 32, epsilon: 1e-5, rotaryBase: 10_000 };
    this.#weights = randomWeights(this.config, seed);
  }

  /** The oracle, which is itself tested against PyTorch. */
  reference(): Decoder {
    return new Decoder(this.config, this.#weights, plainArithmetic());
  }

  async serve(page: Page) {
    const prefix = `/models/${this.name}/resolve/main/`;
    const files: Record<string, string | ArrayBuffer> = {
      'mlc-chat-config.json': JSON.stringify(chatConfig(this.config)),
      'tokenizer.json': JSON.stringify(tokenizer(this.config.vocabulary)),
      ...writeWeights(this.config, this.#weights),
    };
    await page.route(`**${prefix}*`, async (route) => {
      const body = files[new URL(route.request().url()).pathname.slice(prefix.length)];
      if (body === undefined) await route.fulfill({ status: 404 });
      else await route.fulfill({ body: typeof body === 'string' ? body : Buffer.from(body) });
    });
  }
}

/** A page of the dev server with the harness in it. */
export async function openHarness(page: Page) {
  await blankPage(page);
  return page.evaluateHandle(
    () => import('/tests/browser/harness/llmLibrary.ts' as string) as Promise<Harness>,
  );
}

/** Of a spread that keeps all parts lively: attention neither even nor on one token, scores of up to 8. */
function randomWeights(config: CoderConfig, seed: number): Weights {
  const uniform = uniforms(seed);
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return new Map(
    parametersOf(config).map(({ name, shape: [rows = 1, columns] }) => {
      if (columns === undefined) return [name, Float32Array.from({ length: rows }, () => 1 + normal() / 5)];
      const spread = (name === 'embed.weight' ? 3 : 1.5) / Math.sqrt(columns);
      return [name, Float32Array.from({ length: rows * columns }, () => spread * normal())];
    }),
  );
}

/** Bytes alone, without merges: tokens of any text are known without a tokenizer. */
function tokenizer(vocabulary: number) {
  const fillers = Array.from({ length: vocabulary - FIRST_BYTE - 256 }, (_, i) => `<|${i}|>`);
  const marks = ['<|end|>', '<|pad|>'];
  return tokenizerJson([...marks, ...ALPHABET, ...fillers], [...marks, ...fillers]);
}

/** A prompt of a chat is `Q:question\nA:`. */
function chatConfig({ vocabulary, context }: CoderConfig) {
  return {
    model_type: 'nas-coder',
    quantization: 'q0f32',
    vocab_size: vocabulary,
    context_window_size: context,
    sliding_window_size: -1,
    attention_sink_size: -1,
    temperature: 1,
    top_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    repetition_penalty: 1,
    tokenizer_files: ['tokenizer.json'],
    tokenizer_info: {
      token_postproc_method: 'byte_level',
      prepend_space_in_encode: false,
      strip_space_in_decode: false,
    },
    conv_template: {
      name: 'random',
      system_template: '{system_message}',
      system_message: '',
      add_role_after_system_message: true,
      roles: { user: 'Q', assistant: 'A', tool: 'T' },
      role_templates: { user: '{user_message}', assistant: '{assistant_message}', tool: '{tool_message}' },
      messages: [],
      seps: ['\n'],
      role_content_sep: ':',
      role_empty_sep: ':',
      stop_str: [],
      stop_token_ids: [END],
      function_string: '',
      use_function_calling: false,
    },
  };
}
