import { type Options, type Program, Parser } from 'acorn';

/**
 * How deeply a program may nest, in calls of the parser and links of a chain. A bracket within a bracket takes three
 * calls, a term of a sum one; no network nests half as deeply. What takes the stack to its end is not only refused: V8
 * ends the whole process when it is to compile a regular expression there, and a parser has many.
 */
const DEEPEST = 600;

/** The parser's methods through which all its recursion goes. */
const RECURSIVE = [
  'parseStatement',
  'parseMaybeAssign',
  'parseMaybeUnary',
  'parseExprOp',
  'parseExprAtom',
  'parseBindingAtom',
  'regexp_disjunction',
  'regexp_eatNestedClass',
] as const;
/** Reads a whole chain of members and calls, which the tree nests without recursion of the parser. */
const CHAIN = 'parseSubscripts';
/** Reads one link of it. */
const LINK = 'parseSubscript';

type Method = (this: { depth: number }, ...given: unknown[]) => unknown;
type Methods = Record<(typeof RECURSIVE)[number] | typeof CHAIN | typeof LINK, Method>;

const ShallowParser = Parser.extend((Base) => {
  class Shallow extends Base {
    /** Never counted down by an error, which ends the parser. */
    depth = 0;
  }
  const methods = Base.prototype as unknown as Methods;
  const shallow = Shallow.prototype as unknown as Methods;
  /** @param isLeft whether the depth after it is that before it */
  const counted = (method: Method, isLeft: boolean): Method =>
    function (...given) {
      const { depth } = this;
      if ((this.depth = depth + 1) > DEEPEST) throw new RangeError('it is nested too deeply');
      const node = method.apply(this, given);
      if (isLeft) this.depth = depth;
      return node;
    };
  for (const name of [...RECURSIVE, CHAIN] as const) shallow[name] = counted(methods[name], true);
  shallow[LINK] = counted(methods[LINK], false);
  return Shallow;
});

/**
 * Reads a program that may be hostile.
 * @throws SyntaxError when it does not parse, RangeError when it is nested more deeply than whoever follows its tree
 *   could follow
 */
export const parseShallow = (source: string, options: Options): Program =>
  ShallowParser.parse(source, options);
