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
    constructor(kind, message, where) {
      super(message);
      this.name = 'Fault';
      this.fault = stringify({ kind, message, ...where });
    }
  }

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
      if (error instanceof TypeError) throw new Fault('bad-argument', 'A configuration must be plain data: ' + error.message + '.');
      throw error;
    }
    const reply = parse(host(text));
    if (reply.fault) throw new Fault(reply.fault.kind, reply.fault.message, reply.fault);
    return reply.value;
  }

  function guard(name, members, mend) {
    return new Proxy(freeze(members), {
      get(target, key) {
        if (typeof key === 'symbol' || key in target) return target[key];
        if (key === 'toJSON' || key === 'then') return undefined;
        throw new Fault('unknown-layer', name + '.' + key + ' is not offered here; ' + mend(key));
      },
    });
  }

  function describe(value) {
    if (value === null || value === undefined) return String(value);
    if (isArray(value)) return 'a list';
    const thing = typeof value === 'object' ? spoken.get(value) : undefined;
    if (thing && thing.$model) return 'a model';
    if (thing && '$layer' in thing) return 'a layer that was not applied';
    if (thing && '$tensor' in thing) return 'a tensor';
    return typeof value === 'object' ? 'an object' : 'a ' + typeof value;
  }

  function settingsOf(value, whose) {
    if (value === undefined || value === null) return {};
    if (typeof value === 'object' && !isArray(value) && !spoken.has(value)) return value;
    const mend = isArray(value) || spoken.has(value) ? '; write ' + whose + '().apply(...)' : '';
    throw new Fault('bad-argument', whose + ' takes a configuration object, not ' + describe(value) + mend + '.');
  }

  function tensor({ id, name, shape }) {
    const made = guard(
      'tensor',
      { name, shape: freeze([null, ...shape]), rank: shape.length + 1, dtype: 'float32' },
      () => 'apply a layer of tf.layers to it.',
    );
    spoken.set(made, { $tensor: id });
    return made;
  }

  function tensorsOf(value, whose) {
    const list = isArray(value) ? value : [value];
    for (const each of list) {
      const thing = typeof each === 'object' && each !== null ? spoken.get(each) : undefined;
      if (!thing || !('$tensor' in thing)) {
        throw new Fault('bad-argument', whose + ' takes the output of a layer or of tf.input, not ' + describe(each) + '.');
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
          if (more !== undefined) throw new Fault('bad-argument', name + '.apply takes tensors and nothing else.');
          return tensor(ask({ op: 'apply', layer: id, tensors: tensorsOf(inputs, name + '.apply') }));
        },
      },
      () => 'a layer has a name and .apply(tensor).',
    );
    spoken.set(made, { $layer: id, first: inputShape && { inputShape } });
    return made;
  }

  function inputLayer(settings) {
    const made = guard('inputLayer', { name: 'input' }, () => 'it can only begin a tf.sequential; else use tf.input.');
    spoken.set(made, { $layer: -1, first: settingsOf(settings, 'tf.layers.inputLayer'), isInput: true });
    return made;
  }

  const untrained = () => 'return the model as it is: the search compiles and trains it.';

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
        throw new Fault('bad-argument', 'A sequential model takes layers of tf.layers, not ' + describe(added) + '.');
      }
      if (last === undefined) {
        if (!thing.first) {
          throw new Fault('bad-argument', 'The first layer of a sequential model must be given inputShape; add inputShape: inputShape to it.');
        }
        first = last = input(thing.first);
        if (thing.isInput) return;
      }
      if (thing.isInput) throw new Fault('bad-argument', 'An input layer can only come first.');
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
        if (last === undefined) throw new Fault('output', 'The sequential model has no layers; add some.');
        return { inputs: tensorsOf(first, 'A model'), outputs: tensorsOf(last, 'A model'), line };
      },
    });
    if (!isArray(layers)) throw new Fault('bad-argument', 'tf.sequential takes layers as a list, not ' + describe(layers) + '.');
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
    return alike ? 'write ' + alike + '.' : 'there are ' + names.join(', ') + '.';
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
    () => 'a candidate has tf.input, tf.layers, tf.model, tf.sequential, tf.initializers and tf.regularizers.',
  );

  const refuse = (name, why) => function () {
    throw new Fault('unknown-layer', name + ' is not offered here; ' + why);
  };
  const constant = 'a candidate must be the same network each time.';
  Math.random = refuse('Math.random', constant);
  Object.assign(globalThis, {
    Date: refuse('Date', constant),
    require: refuse('require', 'tf is the first argument of the function.'),
    fetch: refuse('fetch', 'a candidate reads nothing from outside.'),
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
      throw new Fault('no-function', 'The program exports no function; begin with export default function build(tf, inputShape, numClasses).');
    }
    if (found.length > 1) {
      throw new Fault('no-function', 'The program exports ' + found.length + ' functions; mark the one that builds the network with export default.');
    }
    const result = found[0](tf, [...task.inputShape], task.classes);
    const thing = typeof result === 'object' && result !== null ? spoken.get(result) : undefined;
    if (!thing || !thing.$model) {
      const isPromise = typeof result === 'object' && result !== null && result instanceof Promise;
      throw new Fault('output', isPromise
        ? 'The function is async and returns a promise; make it a plain function.'
        : 'The function returns ' + describe(result) + ' but must return a model; end with return tf.model({ inputs, outputs }).');
    }
    ask({ op: 'finish', ...thing.$model() });
  }

  return run;
})
`;
