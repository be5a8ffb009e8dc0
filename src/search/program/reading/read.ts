import type { AnyNode, Program } from 'acorn';
import type { Architecture, TaskShape } from '../../domain.ts';
import { GraphFault } from '../../graph/fault.ts';
import { type Callable, Evaluator } from './evaluate.ts';
import { Facade, type Seen } from './facade.ts';
import { Scope } from './scope.ts';
import { Unreadable } from './unreadable.ts';

/** What can be told of a program without running it. */
export interface Reading {
  /**
   * `read`: followed to its end. `fault`: followed up to layers that do not fit. `unreadable`: it does something the
   * reader does not follow, which says nothing of its worth.
   */
  readonly kind: 'read' | 'fault' | 'unreadable';
  readonly architecture?: Architecture;
  /** Shapes at each layer that was reached, by the call that makes it. */
  readonly seen: ReadonlyMap<AnyNode, Seen>;
}

/**
 * Follows a program over its syntax tree to learn the shapes at each layer, so that edits can fit. The sandbox stays
 * the judge: this reader knows the common part of JavaScript only, and is never asked whether a candidate is valid.
 */
export function readProgram(program: Program, task: TaskShape): Reading {
  const facade = new Facade(task);
  try {
    const build = entryOf(program);
    const model = build([facade.tf, [...task.inputShape], task.classes], program);
    return { kind: 'read', architecture: facade.finish(model), seen: facade.seen };
  } catch (error) {
    if (error instanceof GraphFault) return { kind: 'fault', seen: facade.seen };
    // Values of a program's making meet JavaScript's own operators here, which refuse some.
    if (error instanceof Unreadable || error instanceof TypeError || error instanceof RangeError)
      return { kind: 'unreadable', seen: facade.seen };
    throw error;
  }
}

/** The function that builds the network: the default export, else the one called `build` or the last one declared. */
function entryOf(program: Program): Callable {
  const evaluator = new Evaluator();
  const scope = new Scope();
  const exported = program.body.find((each) => each.type === 'ExportDefaultDeclaration');
  const statements = program.body.map((each) =>
    each.type === 'ExportNamedDeclaration' && each.declaration ? each.declaration : each,
  );
  evaluator.run(
    statements.filter(({ type }) => type !== 'ExportDefaultDeclaration' && type !== 'ExportNamedDeclaration'),
    scope,
  );
  if (exported?.type === 'ExportDefaultDeclaration') {
    const { declaration } = exported;
    if (declaration.type === 'ClassDeclaration') throw new Unreadable('a class');
    if (declaration.type === 'FunctionDeclaration') return evaluator.closure(declaration, scope);
    return callable(evaluator.value(declaration, scope));
  }
  const names = statements.flatMap((each) => {
    if (each.type === 'FunctionDeclaration') return each.id ? [each.id.name] : [];
    return each.type === 'VariableDeclaration'
      ? each.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
      : [];
  });
  const name = names.includes('build') ? 'build' : names.at(-1);
  if (name === undefined) throw new Unreadable('a program without a function');
  return callable(scope.get(name));
}

function callable(value: unknown): Callable {
  if (typeof value === 'function') return value as Callable;
  throw new Unreadable('an export that is no function');
}
