/** Which documents are briefs. */

import * as vscode from 'vscode';

/** The scheme of Word files that are shown as card text. The server answers for it (`workspace/textDocumentContent`). */
export const WORD_SCHEME = 'debate-docx';

/** Files on this computer, Word files among them, and unsaved ones. Others (an old revision in a diff view) get colors only. */
export const briefSelector = [
  { language: 'debate', scheme: 'file' },
  { language: 'debate', scheme: 'untitled' },
  { language: 'debate', scheme: WORD_SCHEME },
];

export function isBrief(document: vscode.TextDocument): boolean {
  return vscode.languages.match(briefSelector, document) > 0;
}

/** The active editor, if it shows a brief. */
export function activeBrief(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && isBrief(editor.document) ? editor : undefined;
}
