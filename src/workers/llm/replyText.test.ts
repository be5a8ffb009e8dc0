import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReplyText } from './replyText.ts';

const utf8 = new TextEncoder();

function write(reply: ReplyText, ...pieces: (string | number[])[]): string[] {
  const told = pieces.map((piece) =>
    reply.push(typeof piece === 'string' ? utf8.encode(piece) : Uint8Array.from(piece)),
  );
  return [...told, reply.finish()];
}

describe("a reply's text", () => {
  it('waits for the rest of a character', () => {
    // é is C3 A9.
    expect(write(new ReplyText([]), 'caf', [0xc3], [0xa9], '!')).toEqual(['caf', '', 'é', '!', '']);
  });

  it('marks a character that never becomes whole', () => {
    expect(write(new ReplyText([]), 'a', [0xc3])).toEqual(['a', '', '\ufffd']);
  });

  it('ends before a stop word, wherever the pieces break it', () => {
    const reply = new ReplyText(['\n//']);
    expect(write(reply, 'x;', '\n', '/', '/ more')).toEqual(['x;', '', '', '', '']);
    expect(reply.stopped).toBe(true);
    expect(reply.text).toBe('x;');
  });

  it('tells what only looked like a stop word', () => {
    const reply = new ReplyText(['\n//']);
    expect(write(reply, 'x;\n', '/', ' y', '\n')).toEqual(['x;', '', '\n/ y', '', '\n']);
    expect(reply.stopped).toBe(false);
  });

  it('ends at the first of several stop words', () => {
    const reply = new ReplyText(['end', 'stop']);
    write(reply, 'go, stop, end');
    expect(reply.text).toBe('go, ');
  });

  it('is what stands before the stop word, however it comes in pieces', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 30 });
    fc.assert(
      fc.property(
        letters,
        fc.array(fc.nat(40)),
        fc.constantFrom('ab', 'aab', 'ba', 'é'),
        (text, cuts, stop) => {
          const bytes = utf8.encode(text);
          const edges = [0, ...cuts.filter((at) => at < bytes.length).sort((a, b) => a - b), bytes.length];
          const reply = new ReplyText([stop]);
          const told = edges.slice(1).map((end, i) => reply.push(bytes.subarray(edges[i], end)));
          told.push(reply.finish());
          expect(told.join('')).toBe(text.split(stop)[0]);
          expect(reply.text).toBe(told.join(''));
          expect(reply.stopped).toBe(text.includes(stop));
        },
      ),
    );
  });
});
