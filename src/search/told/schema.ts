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
  'benchmark',
  'statistics',
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
  v.object({ kind: v.literal('search-lost'), loss: said }),
  v.object({ kind: v.literal('run-over') }),
  v.object({ kind: v.literal('budget-spent') }),
  v.object({ kind: v.literal('no-past') }),
  v.object({ kind: v.literal('run-under-way') }),
  v.object({ kind: v.literal('run-about-to-begin') }),
  v.object({ kind: v.literal('nowhere-to-try') }),
  v.object({ kind: v.literal('test-too-early') }),
  v.object({ kind: v.literal('untestable'), id: num }),
  v.object({ kind: v.literal('test-cancelled') }),
  v.object({ kind: v.literal('weights-too-early') }),
  v.object({ kind: v.literal('untrained'), id: num }),
  v.object({ kind: v.literal('weights-gone'), id: num, parent: num }),
  v.object({ kind: v.literal('nothing-to-inspect') }),
  v.object({ kind: v.literal('run-replaced'), id: num }),
  v.object({ kind: v.literal('trainers-closed') }),
  v.object({ kind: v.literal('trainers-gone') }),
  v.object({ kind: v.literal('training-cut-short') }),
  v.object({ kind: v.literal('sandbox-not-started'), loss: said }),
  v.object({ kind: v.literal('not-at-hand'), id: num }),
  v.object({ kind: v.literal('foreign-weights') }),
  v.object({ kind: v.literal('backend-not-started'), backend: text }),
  v.object({ kind: v.literal('run-lacks'), id: num }),
  v.object({ kind: v.literal('gpu-unusable'), why: v.picklist(['no-webgpu', 'no-adapter']) }),
] as const;

const ofData = [
  v.object({ kind: v.literal('class-absent'), label: num, classes: num }),
  v.object({ kind: v.literal('class-twice'), label: num, name: text }),
  v.object({ kind: v.literal('paddings-crossed'), smallest: num, largest: num }),
  v.object({ kind: v.literal('shift-too-long'), points: num, length: num }),
  v.object({ kind: v.literal('file-missing'), address: text }),
  v.object({ kind: v.literal('file-refused'), address: text, status: num }),
  v.object({ kind: v.literal('file-unfetched'), address: text, fault: text }),
  v.object({ kind: v.literal('file-length'), address: text, bytes: num, promised: num }),
  v.object({ kind: v.literal('file-hash'), address: text }),
  v.object({ kind: v.literal('file-not-gzip'), address: text, count: num, shape: text, bytes: num }),
  v.object({
    kind: v.literal('file-unpacked'),
    address: text,
    unpacked: num,
    count: num,
    shape: text,
    bytes: num,
  }),
  v.object({ kind: v.literal('label-beyond'), address: text, example: num, label: num, classes: num }),
  v.object({ kind: v.literal('manifest-not-json'), address: text }),
  v.object({ kind: v.literal('manifest-unreadable'), address: text, faults: text }),
  v.object({ kind: v.literal('shipped-hash'), address: text }),
  v.object({ kind: v.literal('run-not-kept'), id: text }),
  v.object({ kind: v.literal('events-missing'), id: text, after: num }),
  v.object({ kind: v.literal('run-moved'), id: text, kept: num, after: num }),
  v.object({ kind: v.literal('no-run-in-events') }),
  v.object({ kind: v.literal('events-miscounted'), announced: num, follow: num }),
  v.object({ kind: v.literal('started-misplaced') }),
  v.object({ kind: v.literal('asked-out-of-order'), id: num, after: num }),
  v.object({ kind: v.literal('never-asked'), id: num }),
] as const;

const ofModels = [
  v.object({ kind: v.literal('no-model') }),
  v.object({ kind: v.literal('tuning-off') }),
  v.object({ kind: v.literal('weights-fixed') }),
  v.object({ kind: v.literal('too-few-children') }),
] as const;

/** Each kind with its values. */
export const shapes = v.variant('kind', [...ofRuns, ...ofData, ...ofModels]);

/** Fails to compile when a kind or a value is missing here, or is another there. */
type Same<T> = [T] extends [Told] ? ([Told] extends [T] ? v.GenericSchema<unknown, Told> : never) : never;

export const toldSchema: Same<v.InferOutput<typeof shapes>> = shapes;
