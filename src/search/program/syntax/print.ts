import type { Expression, Program } from 'acorn';
import { GENERATOR, type Generator, generate } from 'astring';

/** Configurations of at most so many characters stay on one line. */
const ONE_LINE = 92;

type Printable = Parameters<typeof generate>[0];

const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** Strings in single quotes; objects on one line. */
const FLAT: Generator = {
  ...GENERATOR,
  Literal(node, state) {
    if (typeof node.value === 'string') state.write(quoted(node.value), node);
    else GENERATOR.Literal(node, state);
  },
  ObjectExpression(node, state) {
    const properties = node.properties.map((each) => generate(each as Printable, { generator: FLAT }));
    state.write(properties.length === 0 ? '{}' : `{ ${properties.join(', ')} }`);
  },
};

/** As above, but a long object takes a line for each of its properties. */
const PRETTY: Generator = {
  ...FLAT,
  ObjectExpression(node, state) {
    const flat = generate(node, { generator: FLAT });
    if (flat.length <= ONE_LINE && !flat.includes('\n')) state.write(flat);
    else GENERATOR.ObjectExpression.call(this, node, state);
  },
};

/** A program's text in one house style: two programs of the same syntax have the same text. */
export const printProgram = (program: Program): string =>
  generate(program as Printable, { generator: PRETTY, comments: true });

export const printExpression = (expression: Expression): string =>
  generate(expression as Printable, { generator: FLAT });
