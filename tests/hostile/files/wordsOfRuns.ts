/** Saved runs that are whole and say what no run says. */
import type { RunEvent } from '../../../src/search/domain.ts';
import { CORPUS } from '../corpus.ts';
import type { Files } from '../file.ts';
import { ASKED, COMPILED, RUN, STARTED, asked, fileOf, packed, put, after } from './runs.ts';

type Run = Files<() => Uint8Array>;

const named = (end: string, files: Readonly<Record<string, () => Uint8Array>>): Run =>
  Object.fromEntries(Object.entries(files).map(([name, file]) => [name, [end, file] as const]));

export const HEADS: Run = named('no-sense', {
  'no lines': () => packed(''),
  'a first line of null': () => packed('null\n'),
  'a first line of a list': () => packed('[]\n'),
  'a first line that breaks off': () => packed('{"begunAt":1,'),
  'a first line in single quotes': () => packed(`{'begunAt':1,'events':1}\n`),
  'no count': fileOf([STARTED], { events: undefined }),
  'a count of nothing': () => packed('{"begunAt":1,"events":0}\n'),
  'a count below nothing': fileOf([STARTED], { events: -1 }),
  'half an event': fileOf([STARTED], { events: 1.5 }),
  'a count in words': fileOf([STARTED], { events: 'one' }),
  'no time': fileOf([STARTED], { begunAt: undefined }),
  'a time before all': fileOf([STARTED], { begunAt: -1 }),
  'a time that no calendar has': fileOf([STARTED], { begunAt: 1e300 }),
  'a time of no number': () => packed(`{"begunAt":NaN,"events":1}\n${JSON.stringify(STARTED)}\n`),
  'a name of a number': fileOf([STARTED], { name: 7 }),
  'a name of a page': fileOf([STARTED], { name: 'x'.repeat(201) }),
  'a key that is not known': fileOf([STARTED], { admin: true }),
  'a prototype in the first line': () =>
    packed(`{"begunAt":1,"events":1,"__proto__":{"polluted":1}}\n${JSON.stringify(STARTED)}\n`),
  'a constructor in the first line': fileOf([STARTED], { constructor: { prototype: {} } }),
});

export const COUNTS: Run = {
  ...named('events-miscounted', {
    'one event more than announced': fileOf([STARTED, ASKED], { events: 1 }),
    'one event fewer than announced': fileOf([STARTED], { events: 2 }),
    'an empty line at the end': fileOf([STARTED, ''], { events: 1 }),
  }),
  ...named('no-sense', {
    'an empty line for an event': after(''),
    'an event of null': after('null'),
    'an event of a number': after('7'),
    'an event of a list': after('[]'),
    'an event of a text': after('"started"'),
    'an event of nothing': after({}),
    'an event that breaks off': after('{"at":1,"kind":'),
    'two events in a line': after('{"at":1,"kind":"paused"}{"at":1,"kind":"paused"}'),
    'a remark': after('// nothing'),
  }),
};

/** Of what a value is replaced by. */
const ALIEN: Readonly<Record<string, unknown>> = {
  null: null,
  'a text': 'x',
  'a list': [],
  'an object': {},
  true: true,
};
const NUMBERS: Readonly<Record<string, string>> = {
  'not a number': 'NaN',
  infinity: 'Infinity',
  'a number beyond all': '1e999',
  'a number in hexadecimal': '0x10',
};

const finished = RUN.find((event) => event.kind === 'finished' && event.outcome.kind === 'scored') ?? STARTED;
const point = RUN.find(({ kind }) => kind === 'epoch') ?? STARTED;
const placed = RUN.find(({ kind }) => kind === 'placed') ?? STARTED;
/** Numbers in events, and what they are in. */
const PLACES: readonly (readonly [event: object, path: string])[] = [
  [ASKED, 'at'],
  [ASKED, 'knew'],
  [ASKED, 'candidate.id'],
  [COMPILED, 'architecture.params'],
  [COMPILED, 'architecture.flops'],
  [point, 'point.valAccuracy'],
  [point, 'point.step'],
  [finished, 'outcome.valAccuracy'],
  [finished, 'outcome.trainMs'],
  [placed, 'placement.cell'],
];
export const TYPES: Run = named(
  'no-sense',
  Object.fromEntries(
    PLACES.flatMap(([event, path]) => [
      ...Object.entries(ALIEN).map(
        ([what, value]) => [`${path}: ${what}`, fileOf([STARTED, put(event, path, value)])] as const,
      ),
      ...Object.entries(NUMBERS).map(
        ([what, text]) =>
          [
            `${path}: ${what}`,
            fileOf([STARTED, JSON.stringify(put(event, path, '‹›')).replace('"‹›"', text)]),
          ] as const,
      ),
    ]),
  ),
);

const task = (more: object) => fileOf([put(STARTED, 'task', { inputShape: [40, 1], classes: 10, ...more })]);
const note = (of: object) => after({ at: 1, kind: 'method', note: of });
const chat = { method: 'chat', note: { kind: 'unanswered', request: 1, why: 'x' } };
export const SIZES_OF_RUNS: Run = named('no-sense', {
  'an input below nothing': task({ inputShape: [-40, 1] }),
  'an input of nothing': task({ inputShape: [0] }),
  'an input of half a number': task({ inputShape: [1.5] }),
  'a thousand million classes': task({ classes: 1e9 }),
  'no classes': task({ classes: 0 }),
  'a count of labels below nothing': task({ labelCounts: [-1] }),
  'parameters below nothing': after(put(COMPILED, 'architecture.params', -1)),
  'half a parameter': after(put(COMPILED, 'architecture.params', 0.5)),
  'five hundred layers': after(
    put(COMPILED, 'architecture.layers', new Array(500).fill(COMPILED.architecture.layers[0])),
  ),
  'a million layers': after(put(COMPILED, 'architecture.layers', new Array(1e6).fill({}))),
  'a million layers to be built': after(
    put(COMPILED, 'architecture.topology.config.layers', new Array(1e6).fill({})),
  ),
  'an island of thousands of millions': note({ ...chat, island: 4e9 }),
  'an island below nothing': note({ ...chat, island: -1 }),
  'a front of thousands of millions': note({
    method: 'spaced',
    note: { kind: 'selected', generation: { generation: 1, members: [{ id: 1, front: 4e9 }] } },
  }),
  'a place in no archive': after({ ...placed, placement: { cell: [-1, 0], kind: 'new' } }),
  'a place of three sides': after({ ...placed, placement: { cell: [1, 1, 1, 1].slice(0, 1), kind: 'new' } }),
  'a time before the run': after({ at: -1, kind: 'paused' }),
  'a run of millions of candidates': fileOf([
    put(STARTED, 'spec.budget', { unit: 'evaluations', count: 1e12 }),
  ]),
  'a batch of nothing': fileOf([put(STARTED, 'spec.training.batchSize', 0)]),
  'sixty thousand trainers': fileOf([put(STARTED, 'spec.workers', 60_000)]),
  'a rate below nothing': fileOf([put(STARTED, 'spec.training.learningRate', -1)]),
});

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const within = (depth: number): string =>
  `${'{"kind":"round-untuned","why":'.repeat(depth)}"x"${'}'.repeat(depth)}`;
const notice = (message: string) => `{"at":1,"kind":"notice","notice":{"level":"info","message":${message}}}`;
const config = (text: string) =>
  JSON.stringify(
    put(COMPILED, 'architecture.topology.config.layers', [
      { class_name: 'Dense', name: 'dense', config: '‹›', inbound_nodes: [] },
    ]),
  ).replace('"‹›"', text);
export const DEPTH_OF_RUNS: Run = named('line-too-deep', {
  'a list in lists': after(deep(100)),
  'a hundred thousand lists': after(deep(100_000)),
  'ten million brackets': after('['.repeat(1e7)),
  'facts within facts': after(notice(within(100))),
  'ten thousand facts within facts': after(notice(within(10_000))),
  'a layer in layers': after(config(`{"a":${deep(100)}}`)),
  'a layer in a million layers': after(config(`{"a":${deep(1e6)}}`)),
  'objects without end': after(config('{"a":'.repeat(1e5))),
});

export const POLLUTION: Run = {
  ...named('no-sense', {
    'a prototype for an event': after('{"__proto__":{"at":1,"kind":"paused"}}'),
    'a prototype with the kind': after('{"at":1,"__proto__":{"kind":"paused"}}'),
    'a kind of __proto__': after({ at: 1, kind: '__proto__' }),
    'a kind of constructor': after({ at: 1, kind: 'constructor' }),
    'a kind of toString': after({ at: 1, kind: 'toString' }),
    'a method of __proto__': note({ method: '__proto__', note: {} }),
    'a method of constructor': note({ method: 'constructor', note: {} }),
    'a strategy of __proto__': fileOf([put(STARTED, 'spec.strategy', { id: '__proto__' })]),
    'an outcome of hasOwnProperty': after({ ...finished, outcome: { kind: 'hasOwnProperty' } }),
    'a reason of valueOf': after({ at: 1, kind: 'ended', reason: 'valueOf' }),
    'a fact of __proto__': after(notice('{"kind":"__proto__"}')),
    'a fault of constructor': after({
      ...finished,
      outcome: { kind: 'rejected', fault: { kind: 'constructor', message: '' } },
    }),
  }),
  'a prototype beside an event': [
    'run',
    after('{"at":1,"kind":"paused","__proto__":{"polluted":1}}'),
    'what the schema does not name is left out',
  ],
  'a prototype in settings of a layer': [
    'run',
    after(config('{"__proto__":{"polluted":1}}')),
    'it is a key of plain data; the trainer reads settings by name',
  ],
  'a constructor beside an event': [
    'run',
    after('{"at":1,"kind":"paused","constructor":{"prototype":{"polluted":1}}}'),
    'what the schema does not name is left out',
  ],
  'a prototype in weights of prompts': [
    'run',
    fileOf([
      JSON.stringify(put(STARTED, 'spec.strategy', { id: 'llmatic', weights: '‹›' })).replace(
        '"‹›"',
        '{"__proto__":9,"constructor":9}',
      ),
    ]),
    'the schema leaves such keys out',
  ],
};

const text = 'it is shown as text, each letter by itself';
const name = (value: string) => fileOf([STARTED], { name: value });
export const LETTERS_OF_RUNS: Run = {
  'a name that runs from right to left': ['run', name('nur\u202e.exe'), text],
  'a name of nothing to see': ['run', name('\u200b\u2060\ufeff'), text],
  'a name of half a letter': ['run', name('\ud800'), text],
  'a name with marks upon marks': ['run', name(`a${'\u0301'.repeat(150)}`), text],
  'a name of markup': ['run', name('<img src=x onerror=alert(1)>'), text],
  'a name of another folder': ['run', name('../../etc/passwd'), 'a browser makes a plain name of it'],
  'a name with a nought': ['run', name('a\0b'), text],
  'a name of line ends': ['run', name('a\nb\r\u2028c'), text],
  'words of markup': ['run', after({ at: 1, kind: 'said', text: '<script>alert(1)</script>' }), text],
  'words of a link that does': [
    'run',
    after({ at: 1, kind: 'said', text: '[x](javascript:alert(1))' }),
    text,
  ],
  'words of a million letters': ['run', after({ at: 1, kind: 'said', text: 'x'.repeat(1e6) }), text],
  'a notice in half letters': ['run', after(notice('"\\udfff\\ud800"')), text],
  'a kind in letters that look the same': ['no-sense', after({ at: 1, kind: 'pаused' })],
  'a kind with a letter that is not seen': ['no-sense', after({ at: 1, kind: 'paused\u200b' })],
  'a key in wide letters': ['no-sense', after('{"ａt":1,"kind":"paused"}')],
  'a letter that may not stand in a text': ['no-sense', after('{"at":1,"kind":"said","text":"a\tb"}')],
  'an escape of nothing': ['no-sense', after('{"at":1,"kind":"said","text":"\\u12"}')],
};

const pause = { at: 1, kind: 'paused' };
export const ORDER: Run = {
  'no beginning': ['started-misplaced', fileOf([ASKED])],
  'a beginning in the middle': ['started-misplaced', fileOf([STARTED, STARTED])],
  'a beginning at the end': ['started-misplaced', fileOf([ASKED, STARTED])],
  'a pause before the beginning': ['started-misplaced', fileOf([pause, STARTED])],
  'a candidate twice': ['asked-out-of-order', after(ASKED)],
  'a candidate left out': ['asked-out-of-order', after(asked(3))],
  'a candidate far away': ['asked-out-of-order', after(asked(2 ** 40))],
  'candidates from last to first': ['asked-out-of-order', fileOf([STARTED, asked(2), asked(1)])],
  'a network before its candidate': ['never-asked', fileOf([STARTED, COMPILED, ASKED])],
  'a point of nobody': ['never-asked', after({ ...point, id: 9 })],
  'an end of nobody': ['never-asked', after({ ...finished, id: 9 })],
  'a place of nobody': ['never-asked', after({ ...placed, id: 9 })],
  'a wait of nobody': ['never-asked', after({ at: 1, kind: 'aside', id: 9 })],
  'a measure of nobody': ['never-asked', after({ at: 1, kind: 'probed', id: 9, probe: {} })],
  'a test of nobody': [
    'never-asked',
    after({ at: 1, kind: 'tested', report: { id: 9, testAccuracy: 1, testLoss: 0, majorityAccuracy: 0 } }),
  ],
  'a kind that is not known': ['no-sense', after({ at: 1, kind: 'guessed' })],
  'a kind of a newer version': ['no-sense', after({ at: 1, kind: 'started-2', spec: {}, task: {} })],
  'settings of a newer version': ['no-sense', fileOf([put(STARTED, 'spec.version', 2)])],
  'a candidate number 0': ['no-sense', fileOf([STARTED, asked(0)])],
  'half a candidate': ['no-sense', fileOf([STARTED, asked(1.5)])],
  'a time that goes back': [
    'run',
    after({ at: 9, kind: 'paused' }, pause),
    'clocks of two visits differ; no more is read from it',
  ],
  'an end twice': ['run', after(finished, finished), 'the later one counts'],
  'events after the end': [
    'run',
    after({ at: 1, kind: 'ended', reason: 'budget' }, pause),
    'so does a run that goes on',
  ],
  'the same pause a thousand times': [
    'run',
    after(...new Array<object>(1000).fill(pause)),
    'a pause in a pause is one',
  ],
};

const from = (id: number, parent: number) => asked(id, { origin: { kind: 'mutated', parent, edits: [] } });
const known = 'a parent is one that was asked for before; others are passed over';
export const KIN: Run = {
  'its own parent': ['run', fileOf([STARTED, from(1, 1)]), known],
  'each the parent of the other': ['run', fileOf([STARTED, from(1, 2), from(2, 1)]), known],
  'parents in a ring': ['run', fileOf([STARTED, from(1, 3), from(2, 1), from(3, 2)]), known],
  'a parent that is not there': ['run', after(from(2, 99)), known],
  'a thousand times the same parent': [
    'run',
    after(asked(2, { origin: { kind: 'edited', parents: new Array<number>(1000).fill(1) } })),
    'repeats are left out',
  ],
  'a parent below nothing': ['no-sense', after(from(2, -1))],
  'a parent in words': ['no-sense', after(asked(2, { origin: { kind: 'mutated', parent: '1', edits: [] } }))],
  'the same as itself': [
    'run',
    after({ at: 1, kind: 'finished', id: 1, outcome: { kind: 'duplicate', of: 1 } }),
    'it is a number that is shown',
  ],
  'weights of one that is not there': [
    'run',
    after(asked(2, { inherits: 99 })),
    'they are kept by the trainers of a live run alone',
  ],
  'a line of five thousand generations': [
    'run',
    fileOf([STARTED, asked(1), ...Array.from({ length: 4999 }, (_, i) => from(i + 2, i + 1))]),
    'it is followed without recursion',
  ],
};

const many = (event: object | RunEvent, count: number) => after(...new Array<object>(count).fill(event));
export const LONG: Run = named('too-long', {
  'twenty thousand notices': many({ at: 1, kind: 'notice', notice: { level: 'info', message: 'x' } }, 20_001),
  'twenty thousand sayings': many({ at: 1, kind: 'said', text: '' }, 20_001),
  'twenty thousand changes': many({ at: 1, kind: 'changed', patch: {} }, 20_001),
  'twenty thousand charges': many({ at: 1, kind: 'charged', candidates: 0, steps: 0, ms: 0 }, 20_001),
  'twenty thousand notes of a method': many({ at: 1, kind: 'method', note: chat }, 20_001),
  'twenty thousand niches': many({ at: 1, kind: 'niche', cell: [0, 0], stance: 'open', after: 0 }, 20_001),
  'twenty thousand candidates': fileOf([
    STARTED,
    ...Array.from({ length: 20_001 }, (_, i) => asked(i + 1, { source: '' })),
  ]),
  'a curve of twenty thousand points': many({ ...point, id: 1 }, 20_001),
});

/** One program of each family, as a candidate's: what it does is tried with the programs. */
export const PROGRAMS: Run = Object.fromEntries(
  [...CORPUS].map(([family, [program]]) => [
    `a program of the family “${family}”`,
    [
      'run',
      fileOf([STARTED, asked(1, { source: program?.source ?? '' })]),
      'it is shown as text, and runs in the sandbox alone',
    ] as const,
  ]),
);
