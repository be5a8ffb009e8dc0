import { it } from 'vitest';
import { QuickJsCompiler } from '../../workers/sandbox/compiler.ts';
import { Rng } from '../random/rng.ts';
import { sampleProgram } from './grammar/sample.ts';
import { MNIST1D_REFERENCES } from '../references/mnist1d.ts';
import { mutate } from './mutate.ts';
const T = { inputShape: [40, 1], classes: 10 };
const I = { inputShape: [28, 28, 1], classes: 10 };
const wrap = (s: string) => `export default function build(tf, inputShape, numClasses) { ${s}
  let x = tf.layers.flatten().apply(tf.input({ shape: inputShape }));
  x = tf.layers.dense({ units: 32, activation: 'relu' }).apply(x);
  return tf.model({ inputs: tf.input({ shape: inputShape }), outputs: tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x) }); }`;
it('odd', () => {
  const odd: Record<string, string> = {
    objectPlus: 'const o = { a: 1 }; const t = o + 1;',
    template: 'const o = { a: 1 }; const t = `${o}`;',
    mapNothing: '[1].map(undefined);',
    reduceEmpty: '[].reduce((a, b) => a);',
    bigint: 'const b = 1n + 1;',
    unaryBig: 'const b = +1n;',
    deep: `const d = ${'['.repeat(3000)}${']'.repeat(3000)};`,
    deepBinary: `const d = ${'1 + '.repeat(5000)}1;`,
    grow: 'let a = [1]; for (let i = 0; i < 40; i++) a = [...a, ...a];',
    growText: 'let a = "x"; for (let i = 0; i < 40; i++) a = a + a;',
    spreadBig: 'let a = [1]; for (let i = 0; i < 40; i++) a.push(...a);',
    symbolKey: 'const k = { [tf.layers]: 1 };',
    computedObj: 'const k = { [{ a: 1 }]: 1 };',
    shadow: 'const __proto__ = 1; const o = { __proto__: null };',
    recursion: 'const f = (n) => f(n + 1); f(0);',
    notCallable: 'tf.layers.dense({}).units();',
  };
  for (const [name, s] of Object.entries(odd)) {
    const t0 = performance.now();
    let r: string;
    try { const m = mutate(wrap(s), T, new Rng(1), 1); r = m.ok ? m.value.edits.join() : `err ${m.error}`; } catch (e) { r = `THROWS ${String(e).slice(0, 120)}`; }
    console.log(name, Math.round(performance.now() - t0), 'ms', r);
  }
});
it('measure', async () => {
  const c = new QuickJsCompiler();
  for (const [n, task, parents] of [['refs', T, MNIST1D_REFERENCES.map((r) => r.source)], ['seq', T, null], ['img', I, null]] as const) {
    const rng = new Rng('measure' + n);
    const ps = parents ?? Array.from({ length: 60 }, () => sampleProgram(task, rng));
    for (const edits of [1, 3]) {
      let bad = 0, total = 0, ms = 0, larger = 0; const kinds: Record<string, number> = {};
      for (const p of ps) { const b = await c.compile(p, task); for (let i = 0; i < (parents ? 50 : 3); i++) {
        const t0 = performance.now(); const m = mutate(p, task, rng, edits); ms += performance.now() - t0; total++;
        if (!m.ok) { bad++; continue; }
        for (const e of m.value.edits) { const k = e.split(' ').slice(0, 2).join(' '); kinds[k] = (kinds[k] ?? 0) + 1; }
        const a = await c.compile(m.value.source, task); if (!a.ok) { bad++; console.log(m.value.edits, a.error.message); }
        else if (b.ok && a.value.params > b.value.params) larger++;
      } }
      console.log(n, edits, 'valid', total - bad, '/', total, 'ms each', (ms / total).toFixed(1), 'larger', (larger / total).toFixed(2), edits === 1 ? JSON.stringify(kinds) : '');
    }
  }
}, 300_000);
