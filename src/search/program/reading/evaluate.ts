import type { AnyNode, Expression, Function as FunctionNode, Pattern, Statement } from 'acorn';
import { memberOf } from './members.ts';
import { BINARY, UNARY } from './operators.ts';
import { Scope } from './scope.ts';
import { Unreadable } from './unreadable.ts';

/** A function of the program or of `tf`. The node is the call, so that a layer knows where it was made. */
export type Callable = (args: readonly unknown[], call: AnyNode) => unknown;

/** What a statement did: nothing worth saying, or it returned. */
type Completion = { readonly returned: unknown } | undefined;

/** Steps after which a program is left unread: far more than the layers of any candidate need. */
const MOST_STEPS = 20_000;
const DEEPEST = 64;
/** Items of a list or characters of a text; beyond, doubling in a loop could fill the memory within few steps. */
const LONGEST = 10_000;

/**
 * Follows the part of JavaScript that candidates are mostly written in: variables, functions, loops, configurations.
 * It touches nothing but plain values of its own making. @throws Unreadable at the first thing it does not follow
 */
export class Evaluator {
  #steps = 0;
  #depth = 0;

  run(statements: readonly AnyNode[], scope: Scope): Completion {
    for (const each of statements) {
      if (each.type === 'FunctionDeclaration' && each.id)
        scope.declare(each.id.name, this.closure(each, scope));
    }
    for (const each of statements) {
      const done = this.#execute(each as Statement, scope);
      if (done) return done;
    }
    return undefined;
  }

  #execute(node: Statement, scope: Scope): Completion {
    this.#step();
    switch (node.type) {
      case 'EmptyStatement':
      case 'FunctionDeclaration':
        return undefined;
      case 'ExpressionStatement':
        this.value(node.expression, scope);
        return undefined;
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations)
          this.#bind(id, init ? this.value(init, scope) : undefined, scope);
        return undefined;
      case 'ReturnStatement':
        return { returned: node.argument ? this.value(node.argument, scope) : undefined };
      case 'BlockStatement':
        return this.run(node.body, new Scope(scope));
      case 'IfStatement': {
        if (this.value(node.test, scope)) return this.#execute(node.consequent, scope);
        return node.alternate ? this.#execute(node.alternate, scope) : undefined;
      }
      case 'ForStatement':
      case 'WhileStatement':
      case 'ForOfStatement':
        return this.#loop(node, scope);
      default:
        throw new Unreadable(node.type);
    }
  }

  #loop(node: Extract<Statement, { type: `${string}Statement` }>, outer: Scope): Completion {
    const scope = new Scope(outer);
    if (node.type === 'ForOfStatement') {
      const items = this.value(node.right, scope);
      if (!Array.isArray(items) || node.left.type !== 'VariableDeclaration') throw new Unreadable('a loop');
      for (const item of items) {
        const turn = new Scope(scope);
        for (const { id } of node.left.declarations) this.#bind(id, item, turn);
        const done = this.#execute(node.body, turn);
        if (done) return done;
      }
      return undefined;
    }
    if (node.type !== 'ForStatement' && node.type !== 'WhileStatement') throw new Unreadable(node.type);
    const { init, update } = node.type === 'ForStatement' ? node : { init: null, update: null };
    if (init?.type === 'VariableDeclaration') this.#execute(init, scope);
    else if (init) this.value(init, scope);
    while (node.test ? this.value(node.test, scope) : true) {
      const done = this.#execute(node.body, scope);
      if (done) return done;
      if (update) this.value(update, scope);
    }
    return undefined;
  }

  value(node: Expression, scope: Scope): unknown {
    this.#step();
    switch (node.type) {
      case 'Literal':
        if (typeof node.value === 'object' && node.value !== null)
          throw new Unreadable('a regular expression');
        if (typeof node.value === 'bigint') throw new Unreadable('a bigint');
        return node.value;
      case 'Identifier':
        return node.name === 'undefined' ? undefined : scope.get(node.name);
      case 'TemplateLiteral':
        return bounded(
          node.quasis
            .map(({ value }, i) => {
              const inserted = node.expressions[i];
              return `${value.cooked ?? ''}${inserted ? String(this.value(inserted, scope)) : ''}`;
            })
            .join(''),
        );
      case 'ArrayExpression':
        return this.#list(node.elements, scope);
      case 'ObjectExpression':
        return this.#object(node, scope);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return this.closure(node, scope);
      case 'ParenthesizedExpression':
        return this.value(node.expression, scope);
      case 'ChainExpression':
        return this.value(node.expression, scope);
      case 'ConditionalExpression':
        return this.value(this.value(node.test, scope) ? node.consequent : node.alternate, scope);
      case 'LogicalExpression': {
        const left = this.value(node.left, scope);
        const settled = node.operator === '&&' ? !left : node.operator === '||' ? left : left != null;
        return settled ? left : this.value(node.right, scope);
      }
      case 'UnaryExpression':
        return this.#operator(UNARY, node.operator)(this.value(node.argument, scope));
      case 'BinaryExpression':
        if (node.left.type === 'PrivateIdentifier') throw new Unreadable('a private name');
        return bounded(
          this.#operator(BINARY, node.operator)(this.value(node.left, scope), this.value(node.right, scope)),
        );
      case 'UpdateExpression': {
        const before = this.value(node.argument, scope);
        if (typeof before !== 'number') throw new Unreadable('counting what is no number');
        const after = node.operator === '++' ? before + 1 : before - 1;
        this.#assign(node.argument, after, scope);
        return node.prefix ? after : before;
      }
      case 'AssignmentExpression': {
        const right = this.value(node.right, scope);
        if (node.operator === '=') {
          this.#assign(node.left, right, scope);
          return right;
        }
        const combine = this.#operator(BINARY, node.operator.slice(0, -1));
        const value = bounded(combine(this.value(node.left as Expression, scope), right));
        this.#assign(node.left, value, scope);
        return value;
      }
      case 'MemberExpression':
        return this.#member(node, scope);
      case 'CallExpression': {
        if (node.callee.type === 'Super') throw new Unreadable('super');
        const callee = this.value(node.callee, scope);
        const args = this.#list(node.arguments, scope);
        if (typeof callee !== 'function') throw new Unreadable('a call of what is no function');
        return (callee as Callable)(args, node);
      }
      default:
        throw new Unreadable(node.type);
    }
  }

  #operator<T>(table: Readonly<Record<string, T>>, name: string): T {
    const found = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!found) throw new Unreadable(`the operator ${name}`);
    return found;
  }

  #member(node: Extract<Expression, { type: 'MemberExpression' }>, scope: Scope): unknown {
    if (node.object.type === 'Super' || node.property.type === 'PrivateIdentifier')
      throw new Unreadable('a class');
    const owner = this.value(node.object, scope);
    const key =
      !node.computed && node.property.type === 'Identifier'
        ? node.property.name
        : this.value(node.property, scope);
    return memberOf(owner, key, node);
  }

  #list(elements: readonly (Expression | AnyNode | null)[], scope: Scope): unknown[] {
    const list = elements.flatMap((each) => {
      if (each === null) throw new Unreadable('a list with holes');
      if (each.type !== 'SpreadElement') return [this.value(each as Expression, scope)];
      const inner = this.value(each.argument, scope);
      if (!Array.isArray(inner)) throw new Unreadable('spreading what is no list');
      return inner as unknown[];
    });
    return bounded(list);
  }

  #object(node: Extract<Expression, { type: 'ObjectExpression' }>, scope: Scope): Record<string, unknown> {
    const made: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        Object.assign(made, this.value(property.argument, scope));
      } else if (property.kind !== 'init') {
        throw new Unreadable('an accessor');
      } else {
        made[this.#key(property, scope)] = this.value(property.value as Expression, scope);
      }
    }
    return made;
  }

  #key({ key, computed }: { readonly key: AnyNode; readonly computed: boolean }, scope: Scope): string {
    return !computed && key.type === 'Identifier' ? key.name : String(this.value(key as Expression, scope));
  }

  closure(node: FunctionNode, outer: Scope): Callable {
    if (node.async || node.generator) throw new Unreadable('an async function');
    return (args) => {
      const scope = new Scope(outer);
      node.params.forEach((pattern, i) => {
        if (pattern.type === 'RestElement') this.#bind(pattern.argument, args.slice(i), scope);
        else this.#bind(pattern, args[i], scope);
      });
      if (++this.#depth > DEEPEST) throw new Unreadable('deep recursion');
      const { body } = node;
      const value =
        body.type === 'BlockStatement' ? this.run(body.body, scope)?.returned : this.value(body, scope);
      this.#depth -= 1;
      return value;
    };
  }

  #bind(pattern: Pattern, value: unknown, scope: Scope): void {
    switch (pattern.type) {
      case 'Identifier':
        scope.declare(pattern.name, value);
        return;
      case 'AssignmentPattern':
        this.#bind(pattern.left, value === undefined ? this.value(pattern.right, scope) : value, scope);
        return;
      case 'ArrayPattern':
        pattern.elements.forEach((each, i) => each && this.#bind(each, memberOf(value, i, pattern), scope));
        return;
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') throw new Unreadable('a rest of properties');
          this.#bind(property.value, memberOf(value, this.#key(property, scope), pattern), scope);
        }
        return;
      default:
        throw new Unreadable(pattern.type);
    }
  }

  #assign(target: AnyNode, value: unknown, scope: Scope): void {
    if (target.type !== 'Identifier') throw new Unreadable('an assignment to a part');
    scope.set(target.name, value);
  }

  #step(): void {
    if (++this.#steps > MOST_STEPS) throw new Unreadable('a long computation');
  }
}

function bounded<T>(value: T): T {
  if ((typeof value === 'string' || Array.isArray(value)) && value.length > LONGEST)
    throw new Unreadable('a long list or text');
  return value;
}
