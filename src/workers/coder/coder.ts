import type { Completion, Prompt } from '../../search/ports.ts';
import type { Lesson } from '../../search/prompts/lessons.ts';
import { err, ok, type Result } from '../../search/result.ts';
import type { CoderApi, LlmFault, ModelChoice, TuningReport } from '../api.ts';
import { attentive } from '../heard.ts';
import { LoadAborted, ModelFault, NOT_LOADED, toFault, tooLong } from '../llm/faults.ts';
import type { Arithmetic } from './arithmetic.ts';
import { renderPrompt } from './conversation.ts';
import { Decoder } from './decoder.ts';
import type { Example } from './examples.ts';
import { generate } from './generate.ts';
import type { Opened, openModel } from './open.ts';

/** What a coder needs from around it. */
export interface Surroundings {
  readonly open: typeof openModel;
  arithmetic(): Promise<Arithmetic>;
  /** Loads TF.js, which nothing else here needs. */
  tuning(): Promise<typeof import('./tuning.ts')>;
  publishing(): Promise<typeof import('./publish.ts')>;
}

interface Loaded {
  readonly choice: ModelChoice;
  readonly model: Opened;
  readonly decoder: Decoder;
}

/** Our own small model behind its worker. */
export class Coder implements CoderApi {
  readonly #surroundings: Surroundings;
  #loaded: Loaded | undefined;
  #loading: AbortController | undefined;
  #working: AbortController | undefined;
  /** Settles when all that was asked for so far has ended. Never rejects. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  async load(...[choice, onProgress]: Parameters<CoderApi['load']>) {
    const unloaded = this.unload();
    const loading = (this.#loading = new AbortController());
    await unloaded;
    try {
      loading.signal.throwIfAborted();
      const model = await this.#surroundings.open(choice, onProgress, loading.signal);
      const decoder = new Decoder(model.config, model.weights, await this.#surroundings.arithmetic());
      loading.signal.throwIfAborted();
      this.#loaded = { choice, model, decoder };
      return ok({ model: choice.id });
    } catch (error) {
      return err(toFault(loading.signal.aborted ? new LoadAborted() : error));
    } finally {
      if (this.#loading === loading) this.#loading = undefined;
    }
  }

  async unload(): Promise<void> {
    this.#loaded = undefined;
    await this.interrupt();
    await this.#turn;
  }

  async interrupt(): Promise<void> {
    this.#loading?.abort();
    this.#working?.abort();
  }

  complete(...[prompt, options, onText]: Parameters<CoderApi['complete']>) {
    return this.#inTurn<Completion>(async ({ model, decoder }, signal) => {
      const { config, conversation, tokenizer } = model;
      const tokens = promptTokens(model, prompt);
      if (tokens.length >= config.context)
        throw new ModelFault({
          kind: 'prompt-too-long',
          message: tooLong([tokens.length, config.context]),
        });
      const request = { prompt: tokens, ends: conversation.stop_token_ids, options, onText };
      return generate(decoder, tokenizer, request, config.context, signal);
    });
  }

  tune(...[lessons, settings, onStep]: Parameters<CoderApi['tune']>) {
    return this.#inTurn<TuningReport>(async (loaded, signal) => {
      const { model, choice } = loaded;
      const examples = {
        taught: examplesOf(model, lessons.taught),
        keptBack: examplesOf(model, lessons.keptBack),
      };
      const taught = examples.taught.length;
      if (taught === 0) throw new ModelFault(NOTHING_TO_LEARN);
      const { tell, heard } = attentive(onStep);
      const { startTuning } = await this.#surroundings.tuning();
      const { backend, weights, keptBack } = await startTuning(model, examples, settings, tell, signal);
      await heard();
      const decoder = new Decoder(model.config, weights, await this.#surroundings.arithmetic());
      const tuned = { ...model, weights, tunedOn: model.tunedOn + taught };
      if (this.#loaded === loaded) this.#loaded = { choice, model: tuned, decoder };
      return { backend, taught, skipped: lessons.taught.length - taught, ...(keptBack && { keptBack }) };
    });
  }

  publish(isPassing: boolean) {
    return this.#inTurn<ModelChoice>(async (loaded) => {
      const { publish } = await this.#surroundings.publishing();
      return publish(loaded.choice, loaded.model, isPassing);
    });
  }

  /** Runs when all that was asked for before has ended; faults become values. */
  #inTurn<T>(work: (loaded: Loaded, signal: AbortSignal) => Promise<T>): Promise<Result<T, LlmFault>> {
    const run = async (): Promise<Result<T, LlmFault>> => {
      const loaded = this.#loaded;
      if (!loaded) return err(NOT_LOADED);
      const working = (this.#working = new AbortController());
      try {
        return ok(await work(loaded, working.signal));
      } catch (error) {
        return err(toFault(error));
      } finally {
        this.#working = undefined;
      }
    };
    const answer = this.#turn.then(run);
    this.#turn = answer;
    return answer;
  }
}

function promptTokens({ conversation, tokenizer }: Opened, prompt: Prompt) {
  const texts = renderPrompt(conversation, prompt);
  return [
    ...(conversation.system_prefix_token_ids ?? []),
    ...texts.flatMap((text) => tokenizer.encode(text)),
  ];
}

/** Without those that do not fit into the context. */
function examplesOf(model: Opened, lessons: readonly Lesson[]): readonly Example[] {
  const [end = 0] = model.conversation.stop_token_ids;
  return lessons
    .map(({ prompt, reply }) => ({
      prompt: promptTokens(model, prompt),
      reply: [...model.tokenizer.encode(reply), end],
    }))
    .filter(({ prompt, reply }) => prompt.length + reply.length <= model.config.context);
}

const NOTHING_TO_LEARN: LlmFault = {
  kind: 'prompt-too-long',
  message: { kind: 'nothing-fits-model' },
};
