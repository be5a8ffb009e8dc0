import * as v from 'valibot';
import type { DatasetFault } from '../../search/data/fault.ts';
import { misfitsIn, together } from '../../search/told/misfits.ts';
import { type Result, err, ok } from '../../search/result.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(1));

const splitSchema = v.object({
  /** Beside the manifest. */
  file: v.pipe(v.string(), v.regex(/^[\w-][\w.-]*$/)),
  /** Examples in the file. */
  count: whole,
  /** Length of the file as it is stored. */
  bytes: whole,
  /** Of the file as it is stored, in hexadecimal. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/**
 * What `datasets/<id>/manifest.json` says. Each file holds, gzipped, [count] labels and then [count, ...inputShape]
 * pixels of 0–255, one byte each. Fields on origin and licence are for people and are not read.
 */
const manifestSchema = v.object({
  format: v.literal(1),
  id: v.string(),
  inputShape: v.pipe(v.array(whole), v.minLength(1)),
  classNames: v.pipe(v.array(v.string()), v.minLength(2), v.maxLength(256)),
  dtype: v.literal('uint8'),
  layout: v.literal('labels-then-pixels'),
  compression: v.literal('gzip'),
  train: splitSchema,
  test: splitSchema,
});
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** @param address named in the fault */
export function parseManifest(text: string, address: string): Result<Manifest, DatasetFault> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err({
      kind: 'not-json',
      message: { kind: 'manifest-not-json', address },
    });
  }
  const parsed = v.safeParse(manifestSchema, json);
  if (parsed.success) return ok(parsed.output);
  const faults = together(misfitsIn(parsed.issues));
  return err({ kind: 'fields', message: { kind: 'manifest-unreadable', address, faults } });
}
