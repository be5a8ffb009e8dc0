/**
 * The `tf` that a candidate sees, as a script for the interpreter. Its value is a function
 * `(host, offered, task) => run`, where `run` takes a module's exports and `host` takes and gives JSON text: nothing else crosses the border.
 * Layers and tensors are numbers on the other side; a proxy around each names what is not offered.
 *
 * A program can rewrite every built-in of its own realm, so nothing here is trusted by the host.
 */
export const FACADE = String.raw`
(function (host, offered, task) {
  'use strict';
  const { stringify, parse } = JSON;
  const { isArray } = Array;
  const { freeze } = Object;

  class Fault extends Error {
    /** @param fact what is wrong, as data; the host has the words, for a program that reads them */
    constructor(kind, fact, where) {
      super(parse(host(stringify({ op: 'word', fault: fact }))).value || kind);
      this.name = 'Fault';
      this.fault = stringify({ kind, message: fact, ...where });
    }
  }

  const hint = (what) => ({ kind: 'not-offered', hint: what });

  function currentLine() {
    const found = /candidate\.js:(\d+)/.exec(new Error().stack);
    return found ? Number(found[1]) : undefined;
  }

  /** Everything of ours, with what stands for it on the other side. */
  const spoken = new WeakMap();

  /** Makes JSON carry our own things, and name what it cannot carry. */
  function speak(key, value) {
    if (typeof value === 'number' && !Number.isFinite(value)) return { $unspeakable: String(value) };
    if (typeof value === 'bigint') return { $unspeakable: value + 'n' };
    if (typeof value === 'function') return { $unspeakable: 'a function' };
    if (typeof value === 'symbol') return { $unspeakable: 'a symbol' };
    if (typeof value === 'object' && value !== null && spoken.has(value)) return spoken.get(value);
    return value;
  }

  function ask(message) {
    let text;
    try {
      text = stringify({ line: currentLine(), ...message }, speak);
    } catch (error) {
      if (error instanceof TypeError) throw new Fault('bad-argument', { kind: 'settings-not-plain', says: error.message });
      throw error;
    }
    const reply = parse(host(text));
    if (reply.fault) throw new Fault(reply.fault.kind, reply.fault.message, reply.fault);
    return reply.value;
  }

  /** @param otherwise what is said of a key, to go with its whole name */
  function guard(name, members, otherwise) {
    return new Proxy(freeze(members), {
      get(target, key) {
        if (typeof key === 'symbol' || key in target) return target[key];
        if (key === 'toJSON' || key === 'then') return undefined;
        throw new Fault('unknown-layer', { ...otherwise(key), name: name + '.' + key.slice(0, 100) });
      },
    });
  }

  function describe(value) {
    if (value === null || value === undefined) return String(value);
    if (isArray(value)) return 'list';
    const thing = typeof value === 'object' ? spoken.get(value) : undefined;
    if (thing && thing.$model) return 'model';
    if (thing && '$layer' in thing) return 'layer';
    if (thing && '$tensor' in thing) return 'tensor';
    return typeof value;
  }

  function settingsOf(value, whose) {
    if (value === undefined || value === null) return {};
    if (typeof value === 'object' && !isArray(value) && !spoken.has(value)) return value;
    const isApplied = isArray(value) || spoken.has(value);
    throw new Fault('bad-argument', { kind: 'no-settings', of: whose, given: describe(value), isApplied });
  }

  function tensor({ id, name, shape }) {
    const made = guard(
      'tensor',
      { name, shape: freeze([null, ...shape]), rank: shape.length + 1, dtype: 'float32' },
      () => hint('apply-layer'),
    );
    spoken.set(made, { $tensor: id });
    return made;
  }

  function tensorsOf(value, whose) {
    const list = isArray(value) ? value : [value];
    for (const each of list) {
      const thing = typeof each === 'object' && each !== null ? spoken.get(each) : undefined;
      if (!thing || !('$tensor' in thing)) {
        throw new Fault('bad-argument', { kind: 'no-tensor', of: whose, given: describe(each) });
      }
    }
    return list.map((each) => spoken.get(each).$tensor);
  }

  function input(settings) {
    return tensor(ask({ op: 'input', settings: settingsOf(settings, 'tf.input') }));
  }

  function layer(factory, settings) {
    const { id, name, inputShape } = ask({ op: 'layer', factory, settings: settingsOf(settings, 'tf.layers.' + factory) });
    const made = guard(
      'layer',
      {
        name,
        apply(inputs, more) {
          if (more !== undefined) throw new Fault('bad-argument', { kind: 'applied-to-more', of: name });
          return tensor(ask({ op: 'apply', layer: id, tensors: tensorsOf(inputs, name + '.apply') }));
        },
      },
      () => hint('layer-offers'),
    );
    spoken.set(made, { $layer: id, first: inputShape && { inputShape } });
    return made;
  }

  function inputLayer(settings) {
    const made = guard('inputLayer', { name: 'input' }, () => hint('input-begins'));
    spoken.set(made, { $layer: -1, first: settingsOf(settings, 'tf.layers.inputLayer'), isInput: true });
    return made;
  }

  const untrained = () => hint('return-model');

  function model(settings) {
    const { inputs, outputs } = settingsOf(settings, 'tf.model');
    const known = {
      inputs: tensorsOf(inputs, 'tf.model({ inputs })'),
      outputs: tensorsOf(outputs, 'tf.model({ outputs })'),
      line: currentLine(),
    };
    const lists = { inputs: isArray(inputs) ? inputs : [inputs], outputs: isArray(outputs) ? outputs : [outputs] };
    const made = guard(
      'model',
      { ...lists, input: lists.inputs[0], output: lists.outputs[0], summary() {} },
      untrained,
    );
    spoken.set(made, { $model: () => known });
    return made;
  }

  function sequential(settings) {
    const { layers = [] } = settingsOf(settings, 'tf.sequential');
    let first, last, line;
    function add(added) {
      const thing = typeof added === 'object' && added !== null ? spoken.get(added) : undefined;
      if (!thing || !('$layer' in thing)) {
        throw new Fault('bad-argument', { kind: 'sequential-no-layer', given: describe(added) });
      }
      if (last === undefined) {
        if (!thing.first) {
          throw new Fault('bad-argument', { kind: 'sequential-no-shape' });
        }
        first = last = input(thing.first);
        if (thing.isInput) return;
      }
      if (thing.isInput) throw new Fault('bad-argument', { kind: 'input-not-first' });
      last = added.apply(last);
      line = currentLine();
    }
    const made = guard(
      'model',
      {
        add,
        summary() {},
        get inputs() { return first ? [first] : []; },
        get outputs() { return last ? [last] : []; },
        get input() { return first; },
        get output() { return last; },
      },
      untrained,
    );
    spoken.set(made, {
      $model() {
        if (last === undefined) throw new Fault('output', { kind: 'sequential-empty' });
        return { inputs: tensorsOf(first, 'A model'), outputs: tensorsOf(last, 'A model'), line };
      },
    });
    if (!isArray(layers)) throw new Fault('bad-argument', { kind: 'sequential-no-list', given: describe(layers) });
    for (const each of layers) add(each);
    return made;
  }

  /** A setting that is a call, such as tf.initializers.heNormal({ seed: 1 }); read by the layer that takes it. */
  const spell = (kind, names) =>
    Object.fromEntries(names.map((name) => [name, (settings) => {
      const made = freeze({});
      spoken.set(made, { ['$' + kind]: name, config: settingsOf(settings, 'tf.' + kind + 's.' + name) });
      return made;
    }]));

  const among = (names) => (key) => {
    const alike = names.find((name) => name.toLowerCase() === String(key).toLowerCase());
    return alike ? { kind: 'misspelt', write: alike } : { kind: 'not-among', names };
  };

  const layers = Object.fromEntries(offered.layers.map((name) => [name, (settings) => layer(name, settings)]));
  const tf = guard(
    'tf',
    {
      input,
      model,
      sequential,
      layers: guard('tf.layers', { ...layers, input, inputLayer }, among(offered.layers)),
      initializers: guard('tf.initializers', spell('initializer', offered.initializers), among(offered.initializers)),
      regularizers: guard('tf.regularizers', spell('regularizer', offered.regularizers), among(offered.regularizers)),
    },
    () => hint('tf-offers'),
  );

  const refuse = (name, why) => function () {
    throw new Fault('unknown-layer', { ...hint(why), name });
  };
  const constant = 'same-each-time';
  Math.random = refuse('Math.random', constant);
  Object.assign(globalThis, {
    Date: refuse('Date', constant),
    require: refuse('require', 'tf-is-argument'),
    fetch: refuse('fetch', 'nothing-outside'),
    console: freeze({ log() {}, info() {}, warn() {}, error() {}, debug() {} }),
    module: { exports: {} },
  });
  globalThis.exports = globalThis.module.exports;
  delete globalThis.WeakRef;
  delete globalThis.FinalizationRegistry;

  function functionsIn(value) {
    if (typeof value === 'function') return [value];
    if (typeof value !== 'object' || value === null) return [];
    if (typeof value.default === 'function') return [value.default];
    if (typeof value.build === 'function') return [value.build];
    return Object.keys(value).map((key) => value[key]).filter((each) => typeof each === 'function');
  }

  function run(namespace) {
    const exported = functionsIn(namespace);
    const found = exported.length > 0 ? exported : functionsIn(globalThis.module && globalThis.module.exports);
    if (found.length === 0) {
      throw new Fault('no-function', { kind: 'exports-no-function' });
    }
    if (found.length > 1) {
      throw new Fault('no-function', { kind: 'exports-several', count: found.length });
    }
    const result = found[0](tf, [...task.inputShape], task.classes);
    const thing = typeof result === 'object' && result !== null ? spoken.get(result) : undefined;
    if (!thing || !thing.$model) {
      const isPromise = typeof result === 'object' && result !== null && result instanceof Promise;
      throw new Fault('output', isPromise ? { kind: 'is-async' } : { kind: 'returns-no-model', given: describe(result) });
    }
    ask({ op: 'finish', ...thing.$model() });
  }

  return run;
})
`;
