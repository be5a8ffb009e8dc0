import type { Program } from 'acorn';
import type { CandidateFault } from '../../search/domain.ts';
import { parseShallow } from '../../search/program/syntax/shallow.ts';
import { type Result, err, ok } from '../../search/result.ts';

/**
 * Makes sure that a program exports its function. One that declares a single function, or one called `build`, and
 * exports nothing gets an export added after its last line, so that lines keep their numbers.
 */
export function exportEntry(source: string): Result<string, CandidateFault> {
  const parsed = parseModule(source);
  if (!parsed.ok) return parsed;
  const { body } = parsed.value;

  const imported = body.find(({ type }) => type === 'ImportDeclaration');
  if (imported) {
    return err({
      kind: 'unknown-layer',
      message: { kind: 'imports' },
      line: lineAt(source, imported.start),
    });
  }
  const exportsSomething =
    body.some(({ type }) => type === 'ExportDefaultDeclaration' || type === 'ExportNamedDeclaration') ||
    ASSIGNS_EXPORTS.test(source);
  if (exportsSomething) return ok(source);

  const functions = topLevelFunctions(parsed.value);
  const entry = functions.length === 1 ? functions[0] : functions.find((name) => name === 'build');
  if (entry !== undefined) return ok(`${source}\nexport { ${entry} as default };`);
  return err({
    kind: 'no-function',
    message: functions.length === 0 ? { kind: 'has-no-function' } : { kind: 'exports-none', functions },
  });
}

/** CommonJS: `module.exports = …` or `exports.build = …`. */
const ASSIGNS_EXPORTS = /\bexports\s*(\.\s*\w+\s*)?=/;

function parseModule(source: string): Result<Program, CandidateFault> {
  try {
    return ok(
      parseShallow(source, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: false }),
    );
  } catch (error) {
    if (error instanceof SyntaxError) {
      // acorn ends its messages with (line:column), which the fault says by itself.
      const says = error.message.replace(/ \(\d+:\d+\)$/, '');
      const line = 'loc' in error ? (error.loc as { readonly line: number }).line : undefined;
      return err({
        kind: 'syntax',
        message: { kind: 'does-not-parse', says },
        ...(line !== undefined && { line }),
      });
    }
    if (error instanceof RangeError) {
      return err({ kind: 'syntax', message: { kind: 'nested-too-deeply' } });
    }
    throw error;
  }
}

/** Names of functions that are declared, or assigned to a constant, at the top. */
function topLevelFunctions({ body }: Program): string[] {
  return body.flatMap((statement) => {
    if (statement.type === 'FunctionDeclaration') return [statement.id.name];
    if (statement.type !== 'VariableDeclaration') return [];
    return statement.declarations.flatMap(({ id, init }) =>
      id.type === 'Identifier' &&
      (init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression')
        ? [id.name]
        : [],
    );
  });
}

const lineAt = (source: string, offset: number): number => source.slice(0, offset).split('\n').length;
