import type { LoadProgress, ModelChoice } from '../api.ts';
import { download } from '../llm/store/download.ts';
import { CONFIG, LIST, TOKENIZER, fileOf } from '../llm/store/files.ts';
import { readStored } from '../llm/store/receive.ts';
import { type CoderConfig, type ConversationTemplate, readChatConfig } from './config.ts';
import { type Tokenizer, createTokenizer } from './tokenizer.ts';
import { type Weights, readWeights } from './weights.ts';

/** A model as its files say. */
export interface Opened {
  readonly config: CoderConfig;
  readonly conversation: ConversationTemplate;
  readonly tokenizer: Tokenizer;
  readonly weights: Weights;
  /** How many candidates it was tuned on in this browser; 0 for the model as it came. */
  readonly tunedOn: number;
}

/**
 * Reads a model out of the store that WebLLM reads it from, after all that is missing there was downloaded.
 * @throws ModelFault, SyntaxError when a file is damaged, or as `fetch` and the cache do
 */
export async function openModel(
  choice: ModelChoice,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<Opened> {
  await download(choice, onProgress, signal);
  const read = (name: string) => readStored(fileOf(choice, name));
  const json = async (name: string): Promise<object> => (await read(name)).json();
  const { context, conversation } = readChatConfig(await json(CONFIG));
  const tokenizer = createTokenizer(await json(TOKENIZER));
  const { config, weights, tunedOn } = await readWeights(await json(LIST), context, async (path) =>
    (await read(path)).arrayBuffer(),
  );
  return { config, conversation, tokenizer, weights, tunedOn };
}
