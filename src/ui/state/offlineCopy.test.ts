import { describe, expect, it } from 'vitest';
import { keepsCopy } from './offlineCopy.ts';

const at = (address: string) => keepsCopy(new URL(address));

describe('A copy for use without a network', () => {
  it('is kept of a page on a host', () => {
    expect(at('https://example.org/nas/')).toBe(true);
    expect(at('https://localhost.example.org/')).toBe(true);
  });

  it.each(['http://localhost:4173/', 'http://127.0.0.1:4173/', 'http://[::1]:4173/'])(
    'is kept of a page on this machine only when asked for: %s',
    (address) => {
      expect(at(address)).toBe(false);
      expect(at(`${address}?offline`)).toBe(true);
    },
  );
});
