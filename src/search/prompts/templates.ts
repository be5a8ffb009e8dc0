/**
 * What is said to a model that converses, as text with gaps such as `{parents}`. A person can put words of their own in
 * the place of ours; our own small model reads marks instead, and none of this.
 */
import type { Prompt } from '../ports.ts';

export type Gap = 'task' | 'limits' | 'parents' | 'fault' | 'notes' | 'wish' | 'target';

/** What fills the gaps; what is absent or empty leaves no trace. */
export type Filling = Readonly<Partial<Record<Gap, string>>>;

export interface Template {
  readonly text: string;
  /** Gaps without which the model could not answer. */
  readonly needed: readonly Gap[];
  /** Others that it may have. */
  readonly optional: readonly Gap[];
}

/** The methods whose prompts a person can word. */
export type Worded = 'llm' | 'evoprompting' | 'llmatic';

/** Words in the place of ours; empty for ours. */
export interface Wording {
  readonly systemPrompt: string;
  readonly requestPrompt: string;
}

export const OURS: Wording = { systemPrompt: '', requestPrompt: '' };

/** What a program may be. */
const LIMITS = `Rules: export default function build(tf, inputShape, numClasses) returns an uncompiled tf.model or tf.sequential. Use only tf.input, tf.model, tf.sequential and tf.layers. The last layer is dense with units: numClasses and activation: 'softmax'. Do not compile or train. No imports.
Layers: dense, conv1d, conv2d, separableConv2d, depthwiseConv2d, maxPooling1d, maxPooling2d, averagePooling1d, averagePooling2d, globalAveragePooling1d, globalAveragePooling2d, globalMaxPooling1d, globalMaxPooling2d, batchNormalization, layerNormalization, dropout, activation, flatten, reshape, add, multiply, concatenate, gru, lstm.`;

/** Said before everything else. */
export const SYSTEM_TEMPLATE: Template = {
  text: 'You design small neural networks. Answer with one JavaScript program in a ```js block and nothing else.\n{limits}',
  needed: ['limits'],
  optional: ['task'],
};

export const REQUEST_TEMPLATES: Readonly<Record<Worded, Template>> = {
  llm: {
    text: '{task}\n\n{parents}\n\n{fault}\n\n{notes}\n\nChange one or two things in the last program so that its validation accuracy rises. Write the whole new program.',
    needed: ['parents'],
    optional: ['task', 'fault', 'notes', 'limits'],
  },
  evoprompting: {
    text: '{task} Each program is headed by the metrics that it reaches.\n\n{notes}\n\n```js\n{parents}\n\n{target}\n```\n\nWrite the last program, whole, so that it reaches the metrics in its header.',
    needed: ['parents', 'target'],
    optional: ['task', 'notes', 'limits'],
  },
  llmatic: {
    text: '{task}\n\n{notes}\n\n{parents}\n\n{wish} Write the whole program.',
    needed: ['parents', 'wish'],
    optional: ['task', 'notes', 'limits'],
  },
};

const GAP = /\{([a-z]+)\}/g;

export type TemplateFault = { readonly kind: 'unknown' | 'missing'; readonly gap: string };

/** The first gap that the template knows nothing of, or does without and must not. */
export function templateFault({ needed, optional }: Template, text: string): TemplateFault | undefined {
  const gaps = [...text.matchAll(GAP)].map(([, name = '']) => name);
  const known: readonly string[] = [...needed, ...optional];
  const unknown = gaps.find((gap) => !known.includes(gap));
  if (unknown !== undefined) return { kind: 'unknown', gap: unknown };
  const missing = needed.find((gap) => !gaps.includes(gap));
  return missing && { kind: 'missing', gap: missing };
}

/** A paragraph whose gaps are all that is in it, and are empty, is left out. */
function filled(text: string, filling: Filling): string {
  const paragraphs = text
    .split('\n\n')
    .map((paragraph) => paragraph.replace(GAP, (_, name: string) => filling[name as Gap] ?? ''));
  return paragraphs.filter((paragraph) => paragraph.trim() !== '').join('\n\n');
}

/** Our own words before everything else, for methods whose prompts are not to be worded. */
export const SYSTEM = filled(SYSTEM_TEMPLATE.text, { limits: LIMITS });

/** @param filling all but the limits, which are the same for all */
export function worded(method: Worded, { systemPrompt, requestPrompt }: Wording, filling: Filling): Prompt {
  const all = { ...filling, limits: LIMITS };
  return {
    system: filled(systemPrompt || SYSTEM_TEMPLATE.text, all),
    user: filled(requestPrompt || REQUEST_TEMPLATES[method].text, all),
  };
}
