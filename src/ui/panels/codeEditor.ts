import { javascript } from '@codemirror/lang-javascript';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { m } from '../messages/messages.js';

/** Marks a 1-based line as the one at fault, or none. */
export const setFault = StateEffect.define<number | undefined>();

const faultLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, state }) {
    for (const effect of effects) {
      if (!effect.is(setFault)) continue;
      const line = effect.value;
      const known = line !== undefined && line >= 1 && line <= state.doc.lines;
      return known
        ? Decoration.set(Decoration.line({ class: 'fault-line' }).range(state.doc.line(line).from))
        : Decoration.none;
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** All colours are the page's tokens, so that the code follows its theme. */
const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword, tags.modifier],
    color: 'var(--code-keyword)',
  },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.function(tags.variableName)], color: 'var(--code-property)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '12px', backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused, &:has(:focus-visible)': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
  '.cm-content': { padding: '4px 0' },
  // What does not fit on a line goes on beneath it, set in.
  '.cm-line': { paddingLeft: '6ch', textIndent: '-5ch' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--muted)', border: '0' },
  '.cm-cursor': { display: 'none' },
  '.fault-line': { backgroundColor: 'var(--danger-soft)', boxShadow: 'inset 3px 0 0 var(--danger)' },
});

/** How a program looks, whether or not it can be changed. */
export const programLook = [
  lineNumbers(),
  EditorView.lineWrapping,
  javascript(),
  syntaxHighlighting(colours),
  look,
  faultLine,
];

const NONE: Extension = [];

export function createCodeEditor(parent: HTMLElement) {
  const compared = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        programLook,
        compared.of([]),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        // Not editable, it would be out of the keyboard's reach, and with it all that is scrolled out of sight.
        EditorView.contentAttributes.of(() => ({
          'aria-label': m.panels_code(),
          'aria-readonly': 'true',
          tabindex: '0',
        })),
      ],
    }),
  });
  let marked: { readonly fault: number | undefined; readonly changes: Extension } | undefined;
  /**
   * Leaves the text alone where it is the same, so that scrolling and selection survive.
   * @param changes marks what differs from another program
   */
  const show = (source: string, fault?: number, changes: Extension = NONE): void => {
    const isNew = view.state.doc.toString() !== source;
    if (!isNew && fault === marked?.fault && changes === marked?.changes) return;
    marked = { fault, changes };
    view.dispatch({
      ...(isNew && {
        changes: { from: 0, to: view.state.doc.length, insert: source },
        selection: { anchor: 0 },
      }),
      effects: [setFault.of(fault), compared.reconfigure(changes)],
    });
  };
  return { view, show };
}
