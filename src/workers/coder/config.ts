import * as v from 'valibot';

/** Sizes of a nas-coder: a decoder-only transformer with pre-norm, rotary positions and gated MLPs, without biases. */
export interface CoderConfig {
  /** V, tokens. */
  readonly vocabulary: number;
  /** d, numbers per token between the layers. */
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
  /** F, numbers per token inside an MLP. */
  readonly hidden: number;
  /** Longest sequence in tokens, prompt and reply together. */
  readonly context: number;
  /** Added to the mean square under RMSNorm's root. */
  readonly epsilon: number;
  /** Of the rotary angles: pair i of a head turns by position · base^(-2i / headSize). */
  readonly rotaryBase: number;
}

/** Numbers per head; rotary positions turn them in pairs. */
export const headSize = ({ width, heads }: CoderConfig): number => width / heads;

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const ModelConfig = v.object({
  vocab_size: count,
  hidden_size: count,
  num_attention_heads: count,
  num_hidden_layers: count,
  intermediate_size: count,
  rms_norm_eps: v.number(),
  position_embedding_base: v.number(),
});

const ConversationTemplate = v.object({
  system_template: v.string(),
  system_message: v.optional(v.string(), ''),
  render_empty_system_message: v.optional(v.boolean(), true),
  roles: v.object({ user: v.string(), assistant: v.string() }),
  role_templates: v.optional(v.object({ user: v.optional(v.string()) })),
  role_content_sep: v.optional(v.string(), ': '),
  role_empty_sep: v.optional(v.string(), ': '),
  seps: v.pipe(v.array(v.string()), v.minLength(1)),
  system_prefix_token_ids: v.optional(v.nullable(v.array(v.number()))),
  add_role_after_system_message: v.optional(v.boolean(), true),
  stop_token_ids: v.pipe(v.array(v.number()), v.minLength(1)),
});

export type ConversationTemplate = v.InferOutput<typeof ConversationTemplate>;

const ChatConfig = v.object({
  context_window_size: count,
  model_config: ModelConfig,
  conv_template: ConversationTemplate,
});

/**
 * Reads what we need of a model's `mlc-chat-config.json`, which WebLLM reads too.
 *
 * @throws when it is not a chat configuration, or names sizes that do not fit each other
 */
export function readChatConfig(json: unknown): { config: CoderConfig; conversation: ConversationTemplate } {
  const { context_window_size: context, model_config: model, conv_template } = v.parse(ChatConfig, json);
  const config: CoderConfig = {
    vocabulary: model.vocab_size,
    width: model.hidden_size,
    heads: model.num_attention_heads,
    layers: model.num_hidden_layers,
    hidden: model.intermediate_size,
    context,
    epsilon: model.rms_norm_eps,
    rotaryBase: model.position_embedding_base,
  };
  if (headSize(config) % 2 !== 0)
    throw new Error(`${config.heads} heads do not share a width of ${config.width} in pairs.`);
  return { config, conversation: conv_template };
}
