import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The hash that MLC's lists have of weights (RFC 1321), of pieces as they come; the browser's own knows no MD5. */
export class Md5 {
  readonly #hash = md5.create();

  add(piece: Uint8Array): void {
    this.#hash.update(piece);
  }

  /** To be asked once. */
  hex(): string {
    return bytesToHex(this.#hash.digest());
  }

  static async of(file: Blob): Promise<string> {
    const hash = new Md5();
    await file.stream().pipeTo(new WritableStream({ write: (piece) => hash.add(piece) }));
    return hash.hex();
  }
}
