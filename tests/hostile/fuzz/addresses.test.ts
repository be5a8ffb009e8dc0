import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultSpec, parseSpec } from '../../../src/search/spec/spec.ts';
import { specFromHash, specToHash } from '../../../src/search/spec/url.ts';
import { english } from '../../../src/search/told/english.ts';
import { readAddress } from '../../../src/workers/llm/store/mirror.ts';
import { ModelFault } from '../../../src/workers/llm/faults.ts';
import { runs } from './runs.ts';

const key = fc.oneof(
  fc.constantFrom(
    'strategy',
    'seed',
    'evaluations',
    'minutes',
    'steps',
    'epochs',
    'samples',
    'length',
    'weights',
    'systemPrompt',
    'workers',
    'baseline',
    'dataset',
    'estimator',
    'islands',
    'space',
    '__proto__',
    'constructor',
    'toString',
  ),
  fc.string({ maxLength: 12 }),
);
const value = fc.oneof(
  fc.constantFrom(
    'random',
    'llm',
    'gptnas',
    'on',
    'off',
    'mnist1d',
    'asha',
    '__proto__',
    'constructor',
    '-1',
    '0',
    '1',
    '1e9',
    '1e999',
    'NaN',
    'Infinity',
    '0x10',
    '%',
    '%00',
    '%E0%A4',
    '__proto__:1',
    'widen:2,constructor:9',
  ),
  fc.integer().map(String),
  fc.double().map(String),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const hash = fc.oneof(
  fc
    .array(fc.tuple(key, value), { maxLength: 8 })
    .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join('&')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

it('reads any address as a specification within its ranges, or says in a sentence what is wrong', () => {
  const before = JSON.stringify(defaultSpec());
  fc.assert(
    fc.property(hash, (text) => {
      const read = specFromHash(text);
      if (!read.ok) {
        expect(english(read.error)).toMatch(/address/);
        return;
      }
      expect(parseSpec(read.value)).toEqual(read);
      // A link to it leads to the same.
      expect(specFromHash(specToHash(read.value))).toEqual(read);
    }),
    runs(1000),
  );
  expect(JSON.stringify(defaultSpec())).toBe(before);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it('takes for a server only what can be fetched over http', () => {
  const typed = fc.oneof(
    fc.constantFrom(
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'blob:http://a/b',
      'ftp://a/',
      '//a/b',
      '\\\\a\\b',
      'http://',
      ' ',
      'localhost:8000',
      'http://a:b@c/',
      'http://[::1]:1/',
      '..',
      '?x',
      '#x',
    ),
    fc.webUrl(),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  fc.assert(
    fc.property(typed, (text) => {
      try {
        const address = new URL(readAddress(text, 'http://page.test/nas/'));
        expect(address.protocol).toMatch(/^https?:$/);
        expect(address.pathname.endsWith('/')).toBe(true);
        expect(address.search + address.hash).toBe('');
      } catch (error) {
        expect(error).toBeInstanceOf(ModelFault);
      }
    }),
    runs(500),
  );
});
