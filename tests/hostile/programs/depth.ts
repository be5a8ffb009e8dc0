import { type Programs, layer, returning, after } from '../program.ts';

/** A text within another, so often. */
const nested = (open: string, close: string, times: number, inner = '1'): string =>
  open.repeat(times) + inner + close.repeat(times);

const DEEP = ['memory', 'runtime'] as const;
const UNREADABLE = ['syntax', 'memory'] as const;

/** Programs that call or nest too deeply. */
export const DEPTH: Programs = {
  'a function that calls itself': ['memory', after('const f = () => f() + 1; f();')],
  'two that call each other': ['memory', after('const a = () => b() + 1, b = () => a() + 1; a();')],
  'a build that calls itself': [
    'memory',
    'export default function build(tf, s, n) {\n  return build(tf, s, n);\n}',
  ],
  'a getter that reads itself': ['memory', after('const o = { get a() { return this.a; } }; o.a;')],
  'a setter that writes itself': ['memory', after('const o = { set a(v) { this.a = v; } }; o.a = 1;')],
  'a text of itself': ['memory', after('const o = { toString() { return `${this}`; } }; `${o}`;')],
  'a value of itself': ['memory', after('const o = { valueOf() { return +this; } }; +o;')],
  'a proxy of itself': [DEEP, after('const p = new Proxy({}, { get: (t, k, r) => r[k] }); p.a;')],
  'a proxy that is its own prototype': [
    DEEP,
    after('const p = new Proxy({}, {}); Object.setPrototypeOf(p, p); p.a;'),
  ],
  'a chain of proxies': [DEEP, after('let p = {}; for (let i = 0; i < 2e4; i++) p = new Proxy(p, {}); p.a;')],
  'a constructor that makes itself': ['memory', after('class A { constructor() { new A(); } } new A();')],
  'a field that makes its class': ['memory', after('class A { a = new A(); } new A();')],
  'a sort within its comparison': ['memory', after('const f = () => [1, 2].sort(f).length; f();')],
  'a map within its callback': ['memory', after('const f = () => [1].map(f); f();')],
  'a replacement within its callback': ['memory', after(`const f = () => 'a'.replace('a', f); f();`)],
  'a call of apply': ['memory', after('const f = () => f.apply(null, []); f();')],
  'a call by Reflect': ['memory', after('const f = () => Reflect.apply(f, null, []); f();')],
  'a chain of bound functions that is called': [
    [...DEEP, 'network'],
    after('let f = () => 0; for (let i = 0; i < 5e3; i++) f = f.bind(null); f();'),
  ],
  'generators within generators': [DEEP, after('function* f() { yield* f(); } f().next();')],
  'a function from text that makes itself': [
    ['memory', 'syntax'],
    after(`globalThis.f = () => Function('return f()')(); f();`),
  ],
  'a flat list of a deep one': [
    DEEP,
    after('let a = []; for (let i = 0; i < 1e5; i++) a = [a]; a.flat(Infinity);'),
  ],
  'a text of a deep list': [
    DEEP,
    after('let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a);'),
  ],
  'a joined deep list': [DEEP, after('let a = []; for (let i = 0; i < 1e5; i++) a = [a]; String(a);')],
  'a deep text that is parsed': [[...DEEP, 'syntax'], after(`JSON.parse('['.repeat(1e5));`)],
  'a deep setting': [
    ['bad-argument', 'memory'],
    layer('dense({ units: (() => { let a = []; for (let i = 0; i < 1e4; i++) a = [a]; return a; })() })'),
  ],
  'a deep expression for texts': [
    [...DEEP, 'syntax'],
    after(`new RegExp('('.repeat(1e5) + ')'.repeat(1e5));`),
  ],
  'a deep text that is evaluated': [[...DEEP, 'syntax'], after(`(0, eval)('['.repeat(1e5));`)],
  'a setting as deep as one may be long': [
    ['bad-argument', 'memory'],
    layer('dense({ units: (() => { let a = []; for (let i = 0; i < 7000; i++) a = [a]; return a; })() })'),
  ],
  'groups of an expression for texts': [UNREADABLE, `export default /${nested('(', ')', 8000, 'a')}/;`],
  'models within models': [
    'bad-argument',
    returning('tf.sequential({ layers: [tf.sequential({ layers: [tf.sequential()] })] })'),
  ],
  brackets: [UNREADABLE, `export default ${nested('[', ']', 8000)};`],
  parentheses: [UNREADABLE, `export default ${nested('(', ')', 8000)};`],
  braces: [UNREADABLE, `export default () => ${nested('{', '}', 8000, '')};`],
  'blocks and ifs': [UNREADABLE, `export default () => { ${nested('if(1){', '}', 2000, '')} };`],
  'functions in functions': [UNREADABLE, `export default ${nested('()=>', '', 4000)};`],
  'functions in parentheses': [UNREADABLE, `export default ${nested('(()=>', ')', 2600)};`],
  'objects in objects': [UNREADABLE, `export default ${nested('{a:', '}', 4000)};`],
  'templates in templates': [UNREADABLE, `export default ${nested('`${', '}`', 3000)};`],
  denials: [UNREADABLE, `export default ${'!'.repeat(16_000)}1;`],
  signs: [UNREADABLE, `export default ${'- '.repeat(8000)}1;`],
  makings: [UNREADABLE, `export default ${'new '.repeat(4000)}X;`],
  questions: [UNREADABLE, `export default ${'1?'.repeat(3000)}1${':1'.repeat(3000)};`],
  assignments: [UNREADABLE, `let a; export default ${'a='.repeat(7000)}1;`],
  powers: [UNREADABLE, `export default ${'1**'.repeat(5000)}1;`],
  patterns: [UNREADABLE, `const ${nested('[', ']', 7000, 'a')} = []; export default () => 1;`],
  labels: [
    UNREADABLE,
    `export default () => { ${Array.from({ length: 1500 }, (_, i) => `l${i}:`).join('')};};`,
  ],
  'sums, which nest to the left': [UNREADABLE, `export default ${'1+'.repeat(8000)}1;`],
  'members, which nest to the left': [UNREADABLE, `export default a${'.a'.repeat(8000)};`],
  'calls, which nest to the left': [UNREADABLE, `export default f${'()'.repeat(8000)};`],
  'else after else': [UNREADABLE, `export default () => { ${'if(0);else '.repeat(1200)};};`],
};
