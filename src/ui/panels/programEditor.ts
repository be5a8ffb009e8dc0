/** A program to be changed, with the changes against an original marked in it. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { m } from '../messages/messages.js';
import { changesAgainst } from './codeChanges.ts';
import { programLook, setFault } from './codeEditor.ts';

const look = EditorView.theme({ '.cm-content': { caretColor: 'var(--ink)' } });

/** One button for each change: the original stays what it is, so that a change can be taken back but not accepted. */
function control(type: 'reject' | 'accept', action: (event: MouseEvent) => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = m.steer_revert();
  button.hidden = type === 'accept';
  button.addEventListener('click', action);
  return button;
}

interface Setting {
  readonly source: string;
  /** What the changes are against; absent for a program written afresh. */
  readonly original?: string;
  readonly label: string;
  readonly onChange: (source: string) => void;
}

export function createProgramEditor(
  parent: HTMLElement,
  { source, original, label, onChange }: Setting,
): { readonly view: EditorView; readonly markFault: (line: number | undefined) => void } {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: source,
      extensions: [
        programLook,
        look,
        history(),
        // Tab is not among these, so that it leads on to the buttons.
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
        original === undefined ? [] : changesAgainst(original, control),
      ],
    }),
  });
  return { view, markFault: (line) => view.dispatch({ effects: setFault.of(line) }) };
}
