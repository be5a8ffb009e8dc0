/** Saved runs that are another file, cut short, changed, or packed to burst. */
import { gzipSync } from 'node:zlib';
import { frame } from '../../../src/search/keep/file/frame.ts';
import { writeLines } from '../../../src/search/keep/file/lines.ts';
import type { Files } from '../file.ts';
import { cut, flipped, places } from './bytes.ts';
import { RUN, STARTED, bomb, packed } from './runs.ts';

type Run = Files<() => Uint8Array>;

const LINES = writeLines({ events: RUN, begunAt: 1_700_000_000_000 });
const FILE = packed(LINES);
const MARK = 'NASRUN '.length;
const BODY = FILE.indexOf(10) + 1;
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const first = (line: string) => () => Buffer.concat([ascii(line), FILE.subarray(BODY)]);
const [, , bytes = '', hash = ''] = Buffer.from(FILE.subarray(0, BODY)).toString('latin1').trim().split(' ');

export const CUT: Run = Object.fromEntries(
  [...places(0, MARK, 4), ...places(MARK, BODY, 8), ...places(BODY, FILE.length, 24)].map((length) => [
    `${length} bytes of it`,
    [length < MARK ? 'not-a-run' : 'truncated', () => cut(FILE, length)] as const,
  ]),
);

/** In the version a changed digit is another version; in the length, more or fewer bytes than there are. */
const endOfFlip = (place: number): string =>
  place < MARK ? 'not-a-run' : place === MARK ? 'version' : 'damaged';
export const FLIPPED: Run = Object.fromEntries(
  [...places(0, MARK, 4), MARK, ...places(BODY - 60, BODY - 1, 6), ...places(BODY, FILE.length, 30)].map(
    (place) => [`byte ${place} turned`, [endOfFlip(place), () => flipped(FILE, place, 2)] as const],
  ),
);

export const OTHER: Run = {
  'no bytes': ['not-a-run', () => new Uint8Array()],
  'a program': ['not-a-run', () => ascii('export default () => {}')],
  'a page': ['not-a-run', () => ascii('<!doctype html><script>alert(1)</script>')],
  'JSON without a frame': ['not-a-run', () => ascii(LINES)],
  'gzip without a frame': ['not-a-run', () => gzipSync(LINES)],
  'a ZIP file': ['not-a-run', () => ascii('PK\u0003\u0004')],
  'a PNG picture': ['not-a-run', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
  'the mark in UTF-16': ['not-a-run', () => Buffer.from('NASRUN 1', 'utf16le')],
  'the mark after a BOM': ['not-a-run', () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), FILE])],
  'the mark in small letters': ['not-a-run', first(`nasrun 1 ${bytes} ${hash}\n`)],
  'the mark in letters that look the same': ['not-a-run', first(`ΝASRUN 1 ${bytes} ${hash}\n`)],
  zeros: ['not-a-run', () => new Uint8Array(1000)],
  noise: ['not-a-run', () => Uint8Array.from({ length: 1000 }, (_, i) => (i * 167) % 251)],
};

export const FRAMES: Run = {
  'a newer version': ['version', first(`NASRUN 2 ${bytes} ${hash}\n`)],
  'a version far away': ['version', first(`NASRUN 999999 ${bytes} ${hash}\n`)],
  'version nought': ['damaged', first(`NASRUN 0 ${bytes} ${hash}\n`)],
  'a version below nought': ['damaged', first(`NASRUN -1 ${bytes} ${hash}\n`)],
  'a version with a point': ['damaged', first(`NASRUN 1.0 ${bytes} ${hash}\n`)],
  'a version of a hundred digits': ['damaged', first(`NASRUN ${'9'.repeat(100)} ${bytes} ${hash}\n`)],
  'no length': ['damaged', first(`NASRUN 1 ${hash}\n`)],
  'a length below nought': ['damaged', first(`NASRUN 1 -${bytes} ${hash}\n`)],
  'a length that is no number': ['damaged', first(`NASRUN 1 NaN ${hash}\n`)],
  'a length without end': ['damaged', first(`NASRUN 1 ${'9'.repeat(60)} ${hash}\n`)],
  'a length in hexadecimal': ['damaged', first(`NASRUN 1 0x${bytes} ${hash}\n`)],
  'a length of terabytes': ['truncated', first(`NASRUN 1 999999999999 ${hash}\n`)],
  'a length one too small': ['damaged', first(`NASRUN 1 ${Number(bytes) - 1} ${hash}\n`)],
  'a length one too large': ['truncated', first(`NASRUN 1 ${Number(bytes) + 1} ${hash}\n`)],
  'no hash': ['damaged', first(`NASRUN 1 ${bytes}\n`)],
  'a hash of nothing': ['damaged', first(`NASRUN 1 ${bytes} ${'0'.repeat(64)}\n`)],
  'a hash in capitals': ['damaged', first(`NASRUN 1 ${bytes} ${hash.toUpperCase()}\n`)],
  'a hash cut short': ['damaged', first(`NASRUN 1 ${bytes} ${hash.slice(1)}\n`)],
  'a line end of another system': ['damaged', first(`NASRUN 1 ${bytes} ${hash}\r\n`)],
  'a first line without end': ['damaged', () => ascii(`NASRUN 1 ${'9'.repeat(1000)}`)],
  'bytes after its end': ['damaged', () => Buffer.concat([FILE, Buffer.alloc(10)])],
  'two files in one': ['damaged', () => Buffer.concat([FILE, FILE])],
  'nothing packed': ['damaged', () => frame(new Uint8Array())],
  'no gzip in it': ['damaged', () => frame(ascii(LINES))],
  'gzip cut short in a true frame': ['damaged', () => frame(gzipSync(LINES).subarray(0, -20))],
  'gzip with a false checksum': [
    'damaged',
    () => frame(flipped(gzipSync(LINES), gzipSync(LINES).length - 6)),
  ],
  'gzip of another method': ['damaged', () => frame(flipped(gzipSync(LINES), 2, 7))],
  'a frame in the frame': ['no-sense', () => packed(FILE.subarray(0, BODY))],
  'UTF-16 in it': ['damaged', () => packed(Buffer.from(`\ufeff${LINES}`, 'utf16le'))],
  'letters that are no UTF-8': [
    'damaged',
    () => packed(Buffer.from('{"begunAt":1,"name":"\xff"}', 'latin1')),
  ],
  'half a letter at the end': [
    'damaged',
    () => packed(Buffer.concat([ascii(LINES), Buffer.from([0xe2, 0x82])])),
  ],
  'a letter in more bytes than it needs': ['damaged', () => packed(Buffer.from([0xc0, 0xaf]))],
  'a surrogate in UTF-8': ['damaged', () => packed(Buffer.from([0xed, 0xa0, 0x80]))],
  'a BOM before the first line': [
    'run',
    () => packed(`\ufeff${LINES}`),
    'as in other UTF-8, it says nothing',
  ],
  'no line end at the end': ['run', () => packed(LINES.trimEnd()), 'all its lines are there'],
};

export const BOMBS: Run = {
  '4 GB of zeros': ['too-big', () => frame(bomb('0', 4096))],
  '4 GB of line ends': ['too-big', () => frame(bomb('\n', 4096))],
  '4 GB of brackets': ['too-big', () => frame(bomb('[', 4096))],
  'a bomb in a bomb': ['no-sense', () => packed(gzipSync(bomb('0', 64)).toString('base64'))],
};

export const HUGE: Run = {
  '300 MB of one letter': ['too-big', () => frame(bomb('x', 300))],
  'twenty million lines': ['too-long', () => packed(`{"begunAt":1,"events":1}${'\n'.repeat(2e7)}`)],
  'a million events announced': ['too-long', () => packed('{"begunAt":1,"events":1000000}\n')],
  'a million events': [
    'too-long',
    () =>
      packed(
        `{"begunAt":1,"events":1000001}\n${JSON.stringify(STARTED)}\n${'{"at":1,"kind":"paused"}\n'.repeat(1e6)}`,
      ),
  ],
};
