/** Runs in Node: models of random weights for the model library, and a page in which WebLLM loads them. */
import type { Page } from '@playwright/test';
import {
  type ModelSizes,
  ReferenceModel,
  type Weights,
  weightShapes,
} from '../../../src/workers/llm/library/reference/transformer.ts';
import { uniforms } from '../../../src/workers/llm/library/reference/sampling.ts';

type Harness = typeof import('./llmLibrary.ts');

export const END = 0;
/** Of a byte's token; the first two are the end and the padding. */
const FIRST_BYTE = 2;
export const tokensOf = (text: string): number[] => [...Buffer.from(text)].map((byte) => byte + FIRST_BYTE);

/** Not the sizes of nas-coder: the library is to read them off the weights. */
export const SMALL: ModelSizes = { vocabulary: 260, width: 64, hidden: 96, layers: 2 };

export class RandomModel {
  readonly name: string;
  readonly sizes: ModelSizes;
  readonly #weights: Weights;
  readonly #context: number;

  constructor(name: string, seed: number, sizes = SMALL, context = 768) {
    this.name = name;
    this.sizes = sizes;
    this.#weights = randomWeights(sizes, seed);
    this.#context = context;
  }

  reference(): ReferenceModel {
    return new ReferenceModel(this.sizes, this.#weights);
  }

  async serve(page: Page) {
    const prefix = `/models/${this.name}/resolve/main/`;
    const files: Record<string, string | Buffer> = {
      'mlc-chat-config.json': JSON.stringify(chatConfig(this.sizes.vocabulary, this.#context)),
      'tokenizer.json': JSON.stringify(tokenizer(this.sizes.vocabulary)),
      'tensor-cache.json': JSON.stringify(this.#tensorCache()),
      'params_shard_0.bin': this.#shard(),
    };
    await page.route(`**${prefix}*`, async (route) => {
      const body = files[new URL(route.request().url()).pathname.slice(prefix.length)];
      await (body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body }));
    });
  }

  #shard() {
    const parts = [...this.#weights.values()].map(({ buffer }) => Buffer.from(buffer as ArrayBuffer));
    return Buffer.concat(parts);
  }

  #tensorCache() {
    let byteOffset = 0;
    const records = weightShapes(this.sizes).map(([name, shape]) => {
      const nbytes = 4 * shape.reduce((a, b) => a * b);
      byteOffset += nbytes;
      return {
        name,
        shape,
        dtype: 'float32',
        format: 'raw',
        nbytes,
        byteOffset: byteOffset - nbytes,
      };
    });
    const shard = { dataPath: 'params_shard_0.bin', format: 'raw-shard', nbytes: byteOffset, records };
    return { metadata: { ParamSize: records.length, ParamBytes: byteOffset }, records: [shard] };
  }
}

/** A page of the dev server with the harness in it. */
export async function openHarness(page: Page) {
  await page.route('**/empty', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto('/empty');
  return page.evaluateHandle(
    () => import('/tests/browser/harness/llmLibrary.ts' as string) as Promise<Harness>,
  );
}

/** Of a spread that keeps every part of the network lively: attention neither even nor on one token, scores of some 3. */
function randomWeights(sizes: ModelSizes, seed: number): Map<string, Float32Array> {
  const uniform = uniforms(seed);
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return new Map(
    weightShapes(sizes).map(([name, shape]) => {
      const length = shape.reduce((a, b) => a * b);
      const [mean, spread] =
        shape.length === 1 ? [1, 0.2] : [0, (name === 'embed.weight' ? 3 : 1.5) / Math.sqrt(shape[1] ?? 1)];
      return [name, Float32Array.from({ length }, () => mean + spread * normal())];
    }),
  );
}

/** Bytes alone, without merges: tokens of any text are known without a tokenizer. */
function tokenizer(vocabulary: number) {
  const added = (id: number, content: string) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  const fillers = Array.from({ length: vocabulary - FIRST_BYTE - 256 }, (_, i) => `<|${i}|>`);
  const pieces = ['<|end|>', '<|pad|>', ...byteCharacters(), ...fillers];
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: pieces.flatMap((piece, id) => (piece.startsWith('<|') ? [added(id, piece)] : [])),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges: [],
    },
  };
}

/** The byte-level alphabet of GPT-2's tokenizer: printable bytes stand for themselves, the others for U+0100 upward. */
function byteCharacters() {
  const printable = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
}

/** A prompt of a chat is `Q:question\nA:`. */
function chatConfig(vocabulary: number, context: number) {
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
