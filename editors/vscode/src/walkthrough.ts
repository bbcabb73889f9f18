/** Tells the walkthrough that a brief was opened: it knows commands and views, and no languages. */

import * as vscode from 'vscode';

import { isBrief } from './documents';

export function walkthroughProgress(): vscode.Disposable {
  const tell = (document: vscode.TextDocument) => {
    if (isBrief(document)) void vscode.commands.executeCommand('setContext', 'debate.briefOpened', true);
  };
  vscode.workspace.textDocuments.forEach(tell);
  return vscode.workspace.onDidOpenTextDocument(tell);
}
