import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Examples } from '../../search/data/dataset.ts';
import type { DatasetFault } from '../../search/data/fault.ts';
import { type Result, err, ok } from '../../search/result.ts';
import type { Manifest } from './manifest.ts';

/** Pixels are stored as 0–255. */
const BRIGHTEST = 255;

/** Checks one file against its manifest and turns it into examples with pixels in 0–1. */
export async function decodeSplit(
  file: Uint8Array<ArrayBuffer>,
  { inputShape, classNames, ...splits }: Manifest,
  split: 'train' | 'test',
  address: string,
): Promise<Result<Examples, DatasetFault>> {
  const { bytes, count, sha256: expected } = splits[split];
  if (file.length !== bytes) {
    return err({
      kind: 'length',
      message: { kind: 'file-length', address, bytes: file.length, promised: bytes },
    });
  }
  // Not crypto.subtle, which browsers keep from pages that are served over plain http from another machine.
  if (bytesToHex(sha256(file)) !== expected) {
    return err({ kind: 'hash', message: { kind: 'file-hash', address } });
  }

  const size = inputShape.reduce((product, extent) => product * extent, 1);
  const whole = { address, count, shape: inputShape.join('×'), bytes: count * (1 + size) };
  const content = await gunzip(file, whole.bytes);
  if (!content) return err({ kind: 'length', message: { kind: 'file-not-gzip', ...whole } });
  if (content.length !== whole.bytes)
    return err({ kind: 'length', message: { kind: 'file-unpacked', ...whole, unpacked: content.length } });

  const y = content.slice(0, count);
  const stray = y.findIndex((label) => label >= classNames.length);
  if (stray >= 0) {
    const classes = classNames.length;
    const label = y[stray] ?? NaN;
    return err({ kind: 'label', message: { kind: 'label-beyond', address, example: stray, label, classes } });
  }
  return ok({ x: new Float32Array(content.subarray(count)).map((pixel) => pixel / BRIGHTEST), y });
}

/**
 * Undefined when the bytes are no gzip file or end too early.
 * @param most bytes wanted; of a file that unpacks to more, little more than that is unpacked
 */
async function gunzip(file: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array | undefined> {
  let bytes = 0;
  const bound = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      bytes += piece.length;
      controller.enqueue(piece);
      if (bytes > most) controller.terminate();
    },
  });
  try {
    const unpacked = new Blob([file])
      .stream()
      .pipeThrough(new DecompressionStream('gzip'))
      .pipeThrough(bound);
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch {
    return undefined;
  }
}
