import { type Comment, type Expression, type Program, type Statement, parse } from 'acorn';
import { type Result, err, ok } from '../../result.ts';
import { attachComments } from './comments.ts';
import { parseShallow } from './shallow.ts';

/**
 * Reads a program's text; comments stay with the statements they stand by. The error is in English for programmers: what a
 * person is told of a program comes from the sandbox, as a fault.
 */
export function parseProgram(source: string): Result<Program, string> {
  const comments: Comment[] = [];
  try {
    const program = parseShallow(source, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      onComment: comments,
    });
    attachComments(program, comments, source);
    return ok(program);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      return err(`The program does not parse: ${error.message}.`);
    }
    throw error;
  }
}

/** The syntax of text that is known to be right. @throws SyntaxError when it is not */
export function expression(text: string): Expression {
  const [statement] = parse(`(${text});`, { ecmaVersion: 'latest' }).body;
  if (statement?.type !== 'ExpressionStatement') throw new SyntaxError(`not an expression: ${text}`);
  return statement.expression;
}

/** The syntax of one statement that is known to be right. @throws SyntaxError when it is not */
export function statement(text: string): Statement {
  const [first, ...more] = parse(text, { ecmaVersion: 'latest', allowReturnOutsideFunction: true }).body;
  if (!first || more.length > 0 || first.type.startsWith('Import') || first.type.startsWith('Export')) {
    throw new SyntaxError(`not one statement: ${text}`);
  }
  return first as Statement;
}
