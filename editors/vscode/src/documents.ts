/** Which documents are briefs. */

import * as vscode from 'vscode';

/** Files on this computer and unsaved ones. Others (an old revision shown beside the new one) are only coloured. */
export const isBriefSelector = [
  { language: 'debate', scheme: 'file' },
  { language: 'debate', scheme: 'untitled' },
];

export function isBrief(document: vscode.TextDocument): boolean {
  return vscode.languages.match(isBriefSelector, document) > 0;
}

/** The editor that a command is about. */
export function activeBrief(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && isBrief(editor.document) ? editor : undefined;
}
