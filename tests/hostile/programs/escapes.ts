import { type Programs, probe, returning, after } from '../program.ts';

/** Names of a browser, a worker, Node, and QuickJS's own tools, none of which a program may find. */
const OUTSIDE = [
  'window',
  'self',
  'document',
  'location',
  'navigator',
  'postMessage',
  'importScripts',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'indexedDB',
  'caches',
  'localStorage',
  'crypto',
  'Worker',
  'MessageChannel',
  'BroadcastChannel',
  'WebAssembly',
  'setTimeout',
  'queueMicrotask',
  'process',
  'global',
  'Buffer',
  '__dirname',
  'Deno',
  'Bun',
  'std',
  'os',
  'bjson',
  'scriptArgs',
  'print',
  'load',
  'gc',
  'host',
  'border',
  'spoken',
];

/** Values from which a way to the makers of functions might lead out. */
const THINGS = [
  'tf',
  'tf.layers',
  'tf.input',
  'tf.layers.dense',
  'inputShape',
  'tf.layers.dense({ units: 1 }).apply',
  'console.log',
  'fetch',
];

/** Programs that look for a way out. */
export const ESCAPES: Programs = {
  ...Object.fromEntries(
    OUTSIDE.map((name) => [
      `the name ${name}`,
      ['network', probe(`globalThis.${name} ?? (typeof ${name} === 'undefined' ? undefined : ${name})`)],
    ]),
  ),
  ...Object.fromEntries(
    THINGS.map((thing) => [
      `process by way of ${thing}`,
      [
        'network',
        probe(
          `${thing}.constructor.constructor('return globalThis.process ?? globalThis.self ?? globalThis.postMessage')()`,
        ),
      ],
    ]),
  ),
  eval: ['network', probe(`eval('globalThis.process')`)],
  'indirect eval': ['network', probe(`(0, eval)('this.process ?? this.self')`)],
  'a function from text': ['network', probe(`new Function('return this.process ?? this.self')()`)],
  'an async function from text': ['network', probe(`(async () => {}).constructor('return 1')().value`)],
  'a generator from text': [
    'network',
    probe(`(function* () {}).constructor('yield globalThis.process')().next().value`),
  ],
  'the caller of the function': ['network', probe('build.caller')],
  'the caller by arguments': ['network', probe('arguments.callee')],
  this: ['network', probe('this?.process')],
  'this of a sloppy function': ['network', probe(`Function('return this')().process`)],
  'import of a module': ['unknown-layer', `import fs from 'node:fs';\nexport default () => fs;`],
  'import for its effect': ['unknown-layer', `import 'https://other.test/x.js';\nexport default () => 1;`],
  're-export of a module': [
    ['unknown-layer', 'runtime', 'syntax', 'no-function'],
    `export * from 'node:fs';\nexport default () => 1;`,
  ],
  're-export of a name': [
    ['unknown-layer', 'runtime', 'syntax', 'no-function'],
    `export { readFileSync as default } from 'node:fs';`,
  ],
  'dynamic import': ['output', returning(`import('node:fs')`)],
  'dynamic import of data': ['output', returning(`import('data:text/javascript,export default 1')`)],
  'dynamic import at the top': [
    ['output', 'no-function', 'runtime'],
    `const fs = await import('node:fs');\nexport default () => fs;`,
  ],
  'import.meta': [['network', 'syntax'], after('import.meta.url; import.meta.main;')],
  require: ['unknown-layer', returning(`require('fs')`)],
  'module.require': ['runtime', returning(`module.require('fs')`)],
  fetch: ['unknown-layer', returning(`fetch('https://other.test/?' + inputShape)`)],
  'the time': [['runtime', 'unknown-layer'], returning('Date.now()')],
  'a new date': ['unknown-layer', returning('new Date()')],
  chance: ['unknown-layer', returning('Math.random()')],
  'chance by another name': ['unknown-layer', returning(`Math['ran' + 'dom']()`)],
  'the clock of Atomics': [
    'network',
    probe(`Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10) === 'ok' ? 1 : undefined`),
  ],
  'weak references': ['network', probe('globalThis.WeakRef')],
  'final calls': ['network', probe('globalThis.FinalizationRegistry')],
  'stack traces that are prepared': [
    'network',
    probe(
      `(() => { let seen; Error.prepareStackTrace = (e, frames) => { seen = frames?.map((f) => f.getThis?.()).find(Boolean)?.process; }; new Error().stack; return seen; })()`,
    ),
  ],
  'stack traces with places of ours': ['network', probe(`/(\\/|file:|http)/.exec(new Error().stack)?.[0]`)],
  'the facade by a rewritten stringify': [
    'network',
    probe(
      `(() => { let seen; const old = JSON.stringify; JSON.stringify = (...a) => { seen = a; return old(...a); }; tf.layers.dense({ units: 1 }); return seen; })()`,
    ),
  ],
  'the border by a rewritten call': [
    'network',
    probe(
      `(() => { let seen; Function.prototype.call = function (...a) { seen = this; }; tf.layers.dense({ units: 1 }); return seen; })()`,
    ),
  ],
  'what the facade holds by a setter': [
    'network',
    probe(
      `(() => { let seen; Object.defineProperty(Object.prototype, '$layer', { set(v) { seen = this; }, configurable: true }); tf.layers.dense({ units: 1 }); return seen; })()`,
    ),
  ],
  'the name of the host by a thrown error': [
    'network',
    probe(
      `(() => { try { tf.layers.dense(7); } catch (e) { return /wasm|emscripten|node_modules/.exec(e.stack)?.[0]; } })()`,
    ),
  ],
  'a console that remembers': ['network', probe('console.log(globalThis)')],
  'a console that is rewritten': ['runtime', after('console.log = () => 1;')],
  'the debugger': ['network', after('debugger;')],
  with: ['syntax', after('with (tf) layers;')],
  'exports of a getter': [
    ['runtime', 'no-function', 'output'],
    `Object.defineProperty(module, 'exports', { get() { throw new Error('no'); } });\nexports.a = 1;`,
  ],
  'exports of a proxy': [
    ['no-function', 'runtime', 'output'],
    `module.exports = new Proxy({}, { get: () => () => 1, ownKeys: () => ['a'] });`,
  ],
  'exports without end': [
    ['no-function', 'timeout', 'memory'],
    `module.exports = new Proxy({}, { ownKeys() { for (;;); } });`,
  ],
};
