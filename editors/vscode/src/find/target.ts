/**
 * The brief that a card is inserted into: the one in which the user last typed or placed the cursor, or which the user
 * opened last. A card that is looked at in the *Find Cards* view does not count.
 */

import * as vscode from 'vscode';

import { activeBrief, isBrief, WORD_SCHEME } from '../documents';

export class InsertionTarget implements vscode.Disposable {
  private editor: vscode.TextEditor | undefined;
  private lookedAt: vscode.TextDocument | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor() {
    this.choose(activeBrief());
    this.subscriptions = [
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor?.document !== this.lookedAt) this.choose(editor);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        const { Keyboard, Mouse } = vscode.TextEditorSelectionChangeKind;
        if (kind === Keyboard || kind === Mouse) this.choose(textEditor);
      }),
    ];
  }

  /** Call it before the document is shown. */
  lookAt(document: vscode.TextDocument): void {
    if (document !== this.editor?.document) this.lookedAt = document;
  }

  /** The document and the cursor in it. Undefined if there was no brief, or if it is closed. */
  get current(): { document: vscode.TextDocument; at: vscode.Position } | undefined {
    if (!this.editor || this.editor.document.isClosed) return undefined;
    return { document: this.editor.document, at: this.editor.selection.active };
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private choose(editor: vscode.TextEditor | undefined): void {
    if (!editor || !isBrief(editor.document) || editor.document.uri.scheme === WORD_SCHEME) return;
    this.editor = editor;
    this.lookedAt = undefined;
  }
}
