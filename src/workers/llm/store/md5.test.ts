import { expect, it } from 'vitest';
import { Md5 } from './md5.ts';

/** RFC 1321, appendix A.5. */
const PUBLISHED = {
  '': 'd41d8cd98f00b204e9800998ecf8427e',
  'message digest': 'f96b697d7cb7938d525a2f31aaf161d0',
  abcdefghijklmnopqrstuvwxyz: 'c3fcd3d76192e4007dfb496cca67e13b',
};

it.each(Object.entries(PUBLISHED))(
  'of “%s” is the published one, at once and in pieces',
  async (text, hash) => {
    expect(await Md5.of(new Blob([text]))).toBe(hash);
    const pieces = new Md5();
    for (const letter of text) pieces.add(new TextEncoder().encode(letter));
    expect(pieces.hex()).toBe(hash);
  },
);
