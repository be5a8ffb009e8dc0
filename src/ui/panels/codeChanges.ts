/** A program's changes against another: lines and words that are new, and what stood there before. */
import { unifiedMergeView } from '@codemirror/merge';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

const look = EditorView.theme({
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--accent-soft)' },
  '&.cm-merge-b .cm-changedText': {
    background: 'none',
    textDecoration: 'underline',
    textUnderlineOffset: '3px',
  },
  '&.cm-merge-b .cm-line.fault-line': { backgroundColor: 'var(--danger-soft)' },
  '&.cm-merge-b .cm-deletedChunk': { backgroundColor: 'var(--sunken)', color: 'var(--muted)' },
  '&.cm-merge-b .cm-deletedChunk .cm-deletedText': { background: 'none', textDecoration: 'line-through' },
  // Above the lines and not on them, which on a narrow page reach as far.
  '&.cm-merge-b .cm-deletedChunk .cm-chunkButtons': { position: 'static', textAlign: 'right' },
  '&.cm-merge-b .cm-deletedChunk button': { color: 'var(--accent)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--accent)' },
  '&.cm-merge-b .cm-deletedLineGutter': { background: 'var(--line-strong)' },
});

/** @param control makes the buttons of a change; without it there are none */
export const changesAgainst = (
  original: string,
  control?: (type: 'reject' | 'accept', action: (event: MouseEvent) => void) => HTMLElement,
): Extension => [look, unifiedMergeView({ original, mergeControls: control ?? false })];
