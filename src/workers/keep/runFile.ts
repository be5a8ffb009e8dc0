/** A run as the bytes of a file: lines of JSON, gzip, a frame with a checksum. */
import type { FileFault } from '../../search/keep/file/fault.ts';
import { frame, unframe } from '../../search/keep/file/frame.ts';
import { readLines, writeLines } from '../../search/keep/file/lines.ts';
import type { WholeRun } from '../../search/keep/runStore.ts';
import { type Result, err, ok } from '../../search/result.ts';

/** Of a file, and unpacked: a few bytes can be unpacked to more than there is memory. A thousand candidates take some 20 MB. */
const MOST_BYTES = 256e6;

export async function packRun(run: WholeRun): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([writeLines(run)]).stream().pipeThrough(new CompressionStream('gzip'));
  return frame(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** Rejects for no file; what is wrong with one is the fault. @param most bytes that it may take unpacked */
export async function unpackRun(file: Blob, most = MOST_BYTES): Promise<Result<WholeRun, FileFault>> {
  if (file.size > most) return err({ kind: 'too-big' });
  const packed = unframe(new Uint8Array(await file.arrayBuffer()));
  if (!packed.ok) return packed;
  const text = await unzip(packed.value, most);
  return text.ok ? readLines(text.value) : text;
}

async function unzip(packed: Uint8Array, most: number): Promise<Result<string, FileFault>> {
  const reader = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const pieces: string[] = [];
  let bytes = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      bytes += piece.value.length;
      if (bytes > most) {
        await reader.cancel();
        return err({ kind: 'too-big' });
      }
      pieces.push(decoder.decode(piece.value, { stream: true }));
    }
    return ok(pieces.join('') + decoder.decode());
  } catch {
    return err({ kind: 'damaged' });
  }
}
