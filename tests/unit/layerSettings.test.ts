import { afterEach, expect, it } from 'vitest';
import { exportCases } from '../../src/search/testing/exportCases.ts';
import { QuickJsCompiler } from '../../src/workers/sandbox/compiler.ts';
import { getLocale, overwriteGetLocale } from '../../src/ui/messages/runtime.js';
import { layerSettings } from '../../src/ui/views/layerSettings.ts';

const ours = getLocale;
afterEach(() => overwriteGetLocale(ours));

function inLanguage(locale: 'en' | 'ru', detail: string): string {
  overwriteGetLocale(() => locale);
  return layerSettings(detail);
}

/** What is code, or a shape, and so the same in all languages. */
const CODE = /^(same|bilinear|sum|mul|ave|[a-z]+[A-Z]\w*|[A-Z]\w+|[\d x×+[\],]+)$/;
const ACTIVATIONS = /^(relu|relu6|elu|selu|gelu|mish|swish|tanh|sigmoid|softmax|softplus|softsign|linear)$/;

it('says the settings of every kind of layer in the reader’s language, and leaves code as it is', async () => {
  const compiler = new QuickJsCompiler();
  const left = new Set<string>();
  let worded = 0;
  for (const { name, task, source } of exportCases()) {
    const compiled = await compiler.compile(source, task);
    if (!compiled.ok) throw new Error(`${name} does not compile.`);
    for (const { detail } of compiled.value.layers) {
      const russian = inLanguage('ru', detail);
      if (russian !== detail) worded += 1;
      expect(inLanguage('en', detail)).toBe(detail);
      for (const piece of russian.split(/, (?![^[]*\])/))
        if (!/[а-я]/.test(piece) && !CODE.test(piece) && !ACTIVATIONS.test(piece)) left.add(piece);
    }
  }
  expect(left).toEqual(new Set(['']));
  expect(worded).toBeGreaterThan(100);
});

it('counts in Russian as Russian does', () => {
  const say = (detail: string) => inLanguage('ru', detail);
  expect(say('1 filters, kernel 3, relu')).toBe('1 фильтр, ядро 3, relu');
  expect(say('22 filters, stride [2, 1]')).toBe('22 фильтра, шаг [2, 1]');
  expect(say('25 units')).toBe('25 нейронов');
});
