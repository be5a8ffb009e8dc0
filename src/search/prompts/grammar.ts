/**
 * A candidate's program as a grammar, for decoders that can be held to one. Layers, their settings and what each setting
 * takes are read off `LAYERS`; the statements are those that `grammar/` samples, `references/` hold and
 * `printProgram` prints. What it accepts parses, unless a name is declared twice, which is left to the decoder, and knows its layers; names, shapes and
 * sizes are beyond it.
 *
 * Written in XGrammar's EBNF (Dong et al. 2024): rules `name ::= ...`, of which `root` is the whole reply.
 */
import { INITIALIZER_NAMES } from '../graph/initializers.ts';
import type { Key } from '../graph/keys.ts';
import { type LayerKind, Layer } from '../graph/layer.ts';
import { LAYERS } from '../graph/layers/index.ts';
import { REGULARIZER_NAMES } from '../graph/regularizers.ts';

/**
 * Variables without a number behind them: the words that programs are written with, and those that edits make up from a
 * layer's name. With a number any word will do, for no word of the language ends in a digit.
 */
const NAMES = [
  ...'input output x y z i model block conv pool flat first second sum skip shortcut stem branch branches'.split(
    ' ',
  ),
  ...'features squeezed gate weights filters units hidden pooled attention left right path stage cell layer'.split(
    ' ',
  ),
  ...new Set(Object.keys(LAYERS).map((name) => name.replace(/[12]d$/, ''))),
];

/** Settings that a loop or a function may pass on by the variable of the same name. */
const SHORTHANDS: ReadonlySet<string> = new Set([
  'inputShape',
  'filters',
  'units',
  'kernelSize',
  'activation',
]);

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const word = (text: string): string => quoted(`'${text}'`);
const anyOf = (alternatives: readonly string[]): string => `(${alternatives.join(' | ')})`;

const takes = (key: Key<unknown>, name: string, value: unknown): boolean => {
  try {
    key.read(value, name);
    return true;
  } catch {
    return false;
  }
};

/** A recurrent layer, as the wrapper of layers wants one. */
const RECURRENT = ['simpleRNN', 'gru', 'lstm'].flatMap((name) => {
  const kind = LAYERS[name];
  return kind ? [{ name, made: new Layer(kind, name, {}) }] : [];
});

/** What may stand behind a setting's colon: each form is tried on the setting itself. */
function formsOf(key: Key<unknown>, name: string): readonly string[] {
  const whole = [1, 2, 64].some((value) => takes(key, name, value));
  const forms = [
    ...(key.words ?? []).filter((each) => takes(key, name, each)).map(word),
    ...[true, false].filter((value) => takes(key, name, value)).map((value) => quoted(String(value))),
    ...(takes(key, name, 0.5) ? ['real'] : whole ? [takes(key, name, 100) ? 'count' : 'int'] : []),
    ...(takes(key, name, -1) ? ['"-" int'] : []),
    ...([[1], [1, 2], [1, 2, 3]].some((list) => takes(key, name, list)) ? ['list'] : []),
    ...(takes(key, name, [[1, 1], [1, 1]]) ? ['pairs'] : []), // prettier-ignore
    ...(takes(key, name, { $initializer: 'zeros', config: {} }) ? ['initializer'] : []),
    ...(takes(key, name, { $regularizer: 'l2', config: {} }) ? ['regularizer'] : []),
    ...(RECURRENT.some(({ made }) => takes(key, name, made)) ? ['recurrent', 'name'] : []),
    ...(key.words === undefined && takes(key, name, 'block_1') ? ['"\'" [a-z] [a-z0-9_]{0,20} "\'"'] : []),
  ];
  return name === 'inputShape' ? [...forms, quoted('inputShape')] : forms;
}

const settingRule = (name: string, key: Key<unknown>): string => {
  const pair = `${quoted(`${name}: `)} ${anyOf(formsOf(key, name))}`;
  return SHORTHANDS.has(name) ? `${pair} | ${quoted(name)}` : pair;
};

/** One line, or for long ones a line for each setting. */
const objectOf = (setting: string): string =>
  `"{ " ${setting} (", " ${setting})* " }" | "{\\n" indent ${setting} (",\\n" indent ${setting})* "\\n" indent "}"`;

/** The rules of one kind of layer: its settings, and its parentheses with or without them. */
function layerRules(kind: LayerKind, rule: string): readonly string[] {
  const settings = Object.entries(kind.keys)
    .filter(([name, key]) => formsOf(key, name).length > 0)
    .map(([name, key]) => settingRule(name, key));
  const needed = Object.values(kind.keys).some(({ fallback }) => !fallback);
  return [
    `${rule}_setting ::= ${settings.join(' | ')}`,
    `${rule}_settings ::= ${objectOf(`${rule}_setting`)}`,
    `${rule} ::= "(" ${needed ? `${rule}_settings` : `(${rule}_settings | "{}")?`} ")"`,
  ];
}

function layers(): readonly string[] {
  const rules = new Map<LayerKind, string>();
  for (const [name, kind] of Object.entries(LAYERS)) if (!rules.has(kind)) rules.set(kind, `of_${name}`);
  const calls = Object.entries(LAYERS).map(([name, kind]) => `${quoted(name)} ${rules.get(kind)}`);
  const recurrent = RECURRENT.map(({ name, made }) => `${quoted(name)} ${rules.get(made.kind)}`);
  return [
    `layer ::= "tf.layers." ${anyOf(calls)}`,
    `recurrent ::= "tf.layers." ${anyOf(recurrent)}`,
    ...[...rules].flatMap(([kind, rule]) => layerRules(kind, rule)),
  ];
}

const made = (family: string, names: readonly string[]): string =>
  `"tf.${family}." ${anyOf(names.map(quoted))} "(" ("{ " [a-z0-9]{1,12} ": " "-"? real (", " [a-z0-9]{1,12} ": " "-"? real)* " }")? ")"`;

/** Statements, at one level of nesting each. */
const STATEMENTS = String.raw`
root ::= "export default function build(tf, inputShape, numClasses) {\n" ("  " statement)+ "  " end "}" "\n"?
statement ::= plain | "for (" each ") {\n" ("    " plain)+ "  }\n" | "const " name " = (" parameters ") => {\n" ("    " plain)+ "    return " tensor ";\n  };\n"
plain ::= "const " name " = " value ";\n" | "let " name " = " value ";\n" | name " = " tensor ";\n" | name ".add(" layer ");\n"
each ::= "let " name " = 0; " name " < " int "; " name "++" | "const " name " of " list
end ::= "return tf.model({ inputs: " name ", outputs: " tensor " });\n" | "return " name ";\n"
value ::= "tf.input({ shape: inputShape })" | "tf.sequential()" | "() => " layer | "(" parameters ") => " tensor | layer | tensor | count
parameters ::= name (", " name)*
tensor ::= name | layer ".apply(" inputs ")" | name "().apply(" inputs ")" | name ".apply(" inputs ")" | name "(" tensor (", " count)* ")"
inputs ::= tensor | "[" tensor (", " tensor)+ "]"
indent ::= [ ]{2,10}
count ::= int | name | "numClasses" | int " * " name | name " * " int
int ::= [1-9] [0-9]{0,5} | "0"
real ::= int | int "." [0-9]{1,8} | int "e-" [1-9]
list ::= "[" count (", " count){0,5} "]"
pairs ::= "[[" int ", " int "], [" int ", " int "]]"
`;

/** Some 10 KB. */
export const PROGRAM_GRAMMAR: string = [
  STATEMENTS.trim(),
  `name ::= ${anyOf([...new Set(NAMES)].map(quoted))} | [a-z] [A-Za-z]{0,20} [0-9]{1,4}`,
  `initializer ::= ${made('initializers', INITIALIZER_NAMES)}`,
  `regularizer ::= ${made('regularizers', REGULARIZER_NAMES)}`,
  ...layers(),
].join('\n');
