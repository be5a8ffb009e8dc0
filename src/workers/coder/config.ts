import * as v from 'valibot';
import { CONFIG } from '../llm/store/files.ts';

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

/** Fixed by the model library for WebLLM, whatever the other sizes are. */
const HEAD_SIZE = 32;
const EPSILON = 1e-5;
const ROTARY_BASE = 10_000;

/**
 * The sizes of a model by the shapes of its parameters, which is how the model library for WebLLM finds them too.
 *
 * @throws when these are not the parameters of a nas-coder
 */
export function configOf(shapes: ReadonlyMap<string, readonly number[]>, context: number): CoderConfig {
  const [vocabulary = 0, width = 0] = shapes.get('embed.weight') ?? [];
  const [, hidden = 0] = shapes.get('layers.0.down.weight') ?? [];
  const layers = [...shapes.keys()].filter((name) => /^layers\.\d+\.qkv\.weight$/.test(name)).length;
  const heads = width / HEAD_SIZE;
  if (vocabulary * hidden * layers === 0 || heads < 1 || !Number.isInteger(heads))
    throw new SyntaxError('These are not the weights of a nas-coder.');
  return { vocabulary, width, heads, layers, hidden, context, epsilon: EPSILON, rotaryBase: ROTARY_BASE };
}

const ConversationTemplate = v.object({
  system_template: v.string(),
  system_message: v.optional(v.string(), ''),
  render_empty_system_message: v.optional(v.boolean(), true),
  roles: v.object({ user: v.string(), assistant: v.string() }),
  role_templates: v.optional(v.object({ user: v.optional(v.string()), assistant: v.optional(v.string()) })),
  role_content_sep: v.optional(v.string(), ': '),
  role_empty_sep: v.optional(v.string(), ': '),
  seps: v.pipe(v.array(v.string()), v.minLength(1)),
  system_prefix_token_ids: v.optional(v.nullable(v.array(v.number()))),
  add_role_after_system_message: v.optional(v.boolean(), true),
  stop_token_ids: v.pipe(v.array(v.number()), v.minLength(1)),
});

export type ConversationTemplate = v.InferOutput<typeof ConversationTemplate>;

const ChatConfig = v.object({
  context_window_size: v.pipe(v.number(), v.integer(), v.minValue(1)),
  conv_template: ConversationTemplate,
});

/**
 * Reads what we need of a model's `mlc-chat-config.json`, which WebLLM reads too.
 * @throws when it is not a chat configuration
 */
export function readChatConfig(json: unknown): {
  readonly context: number;
  readonly conversation: ConversationTemplate;
} {
  const { context_window_size, conv_template } = parse(ChatConfig, json, CONFIG);
  return { context: context_window_size, conversation: conv_template };
}

/** @throws SyntaxError that names the file and the first thing wrong in it */
export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  json: unknown,
  file: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new SyntaxError(`${file}: ${v.getDotPath(issue) ?? ''} ${issue.message}`);
}
