import type { Comment, Node, Program } from 'acorn';
import { children } from './walk.ts';

/** astring prints the comments it finds here before a statement, or before a block's end. */
interface Commented extends Node {
  comments?: Comment[];
  trailingComments?: Comment[];
}

/**
 * Gives each comment to the statement after it, or to the one whose line it ends. Comments inside a statement
 * move before it: astring has no place for them there.
 */
export function attachComments(program: Program, comments: readonly Comment[], source: string): void {
  for (const comment of comments) attach(program, comment, source);
}

function attach(
  block: Commented & { readonly body: readonly Node[] },
  comment: Comment,
  source: string,
): void {
  const statements: readonly Commented[] = block.body;
  const around = statements.find(({ start, end }) => start <= comment.start && comment.end <= end);
  if (around) {
    const inner = blockAround(around, comment);
    if (inner) attach(inner, comment, source);
    else (around.comments ??= []).push(comment);
    return;
  }
  const before = statements.findLast(({ end }) => end <= comment.start);
  const after = statements.find(({ start }) => start >= comment.end);
  if (before && !source.slice(before.end, comment.start).includes('\n'))
    (before.comments ??= []).push(comment);
  else if (after) (after.comments ??= []).push(comment);
  else (block.trailingComments ??= []).push(comment);
}

/** The outermost block within `node` that holds the comment. */
function blockAround(node: Node, comment: Comment): (Node & { readonly body: readonly Node[] }) | undefined {
  const next = children(node).find(({ start, end }) => start <= comment.start && comment.end <= end);
  if (!next) return undefined;
  if (next.type === 'BlockStatement' && 'body' in next)
    return next as Node & { readonly body: readonly Node[] };
  return blockAround(next, comment);
}
