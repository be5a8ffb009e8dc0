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
    const message = `${address} has ${file.length} bytes where its manifest promises ${bytes}: reload the page to fetch it anew.`;
    return err({ kind: 'length', message });
  }
  // Not crypto.subtle, which browsers keep from pages that are served over plain http from another machine.
  if (bytesToHex(sha256(file)) !== expected) {
    const message = `${address} is not the file its manifest describes (sha256 differs): reload the page to fetch it anew.`;
    return err({ kind: 'hash', message });
  }

  const size = inputShape.reduce((product, extent) => product * extent, 1);
  const content = await gunzip(file, count * (1 + size));
  if (content?.length !== count * (1 + size)) {
    const found = content === undefined ? 'is not a whole gzip file' : `unpacks to ${content.length} bytes`;
    const message = `${address} ${found} where ${count} examples of shape ${inputShape.join('×')} need ${count * (1 + size)}: make the dataset anew with its script.`;
    return err({ kind: 'length', message });
  }

  const y = content.slice(0, count);
  const stray = y.findIndex((label) => label >= classNames.length);
  if (stray >= 0) {
    const message = `${address} gives example ${stray} the class ${y[stray]}, but there are only ${classNames.length} classes, from 0 on: make the dataset anew with its script.`;
    return err({ kind: 'label', message });
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
