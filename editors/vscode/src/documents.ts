/** Which documents are briefs. */

import * as vscode from 'vscode';

/** Files on this computer, and unsaved ones. Others (an old revision in a diff view) get colors only. */
export const briefSelector = [
  { language: 'debate', scheme: 'file' },
  { language: 'debate', scheme: 'untitled' },
];

export function isBrief(document: vscode.TextDocument): boolean {
  return vscode.languages.match(briefSelector, document) > 0;
}

/** The active editor, if it shows a brief. */
export function activeBrief(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && isBrief(editor.document) ? editor : undefined;
}
