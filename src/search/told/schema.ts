/** The shape of facts that come from a file. */
import * as v from 'valibot';
import type { Said, Told } from './told.ts';

const num = v.pipe(v.number(), v.finite());
const text = v.string();

/** What is neither a known fact nor words does not pass. */
export const saidSchema: v.GenericSchema<unknown, Said> = v.union([text, v.lazy(() => toldSchema)]);
const said = saidSchema;

const worker = v.picklist([
  'search',
  'trainer',
  'inspector',
  'sandbox',
  'language model',
  'tuning',
  'layer model',
  'files',
  'layout',
]);

const ofRuns = [
  v.object({ kind: v.literal('worker-died'), worker }),
  v.object({ kind: v.literal('worker-ended'), worker }),
  v.object({ kind: v.literal('worker-unloaded'), worker }),
  v.object({ kind: v.literal('worker-failed'), worker, fault: text }),
  v.object({ kind: v.literal('trainer-replaced'), loss: said }),
  v.object({ kind: v.literal('trainers-lost'), loss: said, count: num }),
  v.object({ kind: v.literal('method-strayed') }),
  v.object({ kind: v.literal('nothing-to-propose'), arm: v.picklist(['search', 'baseline']) }),
  v.object({ kind: v.literal('model-away'), why: said, stead: v.picklist(['evolution', 'edits']) }),
  v.object({ kind: v.literal('model-back') }),
  v.object({ kind: v.literal('round-untuned'), why: said }),
  v.object({ kind: v.literal('no-rules'), why: said }),
  v.object({
    kind: v.literal('warm-up-unfilled'),
    children: num,
    networks: num,
    networksWanted: num,
    prompts: num,
    promptsWanted: num,
  }),
  v.object({ kind: v.literal('gpt-unheard-of') }),
  v.object({ kind: v.literal('gpt-away'), why: said }),
  v.object({ kind: v.literal('chat-unanswered'), why: said }),
  v.object({ kind: v.literal('chat-not-understood') }),
  v.object({ kind: v.literal('chat-nothing-to-fix') }),
  v.object({ kind: v.literal('chat-nothing-to-combine') }),
] as const;

const ofModels = [
  v.object({ kind: v.literal('no-model') }),
  v.object({ kind: v.literal('tuning-off') }),
  v.object({ kind: v.literal('weights-fixed') }),
  v.object({ kind: v.literal('too-few-children') }),
] as const;

/** Each kind with its values. */
export const shapes = v.variant('kind', [...ofRuns, ...ofModels]);

/** Fails to compile when a kind or a value is missing here, or is another there. */
type Same<T> = [T] extends [Told] ? ([Told] extends [T] ? v.GenericSchema<unknown, Told> : never) : never;

export const toldSchema: Same<v.InferOutput<typeof shapes>> = shapes;
