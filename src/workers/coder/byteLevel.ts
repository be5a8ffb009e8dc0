/**
 * The alphabet of byte-level BPE (Radford et al. 2019, as in GPT-2's encoder): every byte as one visible character.
 * Printable bytes stand for themselves, the others are moved past U+00FF in their order.
 */
function alphabet(): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  let moved = 256;
  for (let byte = 0; byte < 256; byte++) {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    bytes.set(String.fromCodePoint(printable ? byte : moved++), byte);
  }
  return bytes;
}

const BYTES = alphabet();

/** The bytes that a token of the vocabulary stands for. @throws when it is not written in the alphabet */
export function bytesOf(token: string): Uint8Array {
  return Uint8Array.from(token, (character) => {
    const byte = BYTES.get(character);
    if (byte === undefined) throw new Error(`The token ${JSON.stringify(token)} is not byte-level.`);
    return byte;
  });
}
