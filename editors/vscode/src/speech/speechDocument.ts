/** The speech document: the brief that cards are sent to. Chosen once, it stays until it is closed or another is chosen. */

import * as vscode from 'vscode';

import { activeBrief, isBrief } from '../documents';

export class SpeechDocument implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly closing: vscode.Disposable;
  private document: vscode.TextDocument | undefined;

  /** Fires when another document is the speech. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.closing = vscode.workspace.onDidCloseTextDocument((document) => {
      if (document === this.document) this.choose(undefined);
    });
  }

  get current(): vscode.TextDocument | undefined {
    return this.document;
  }

  choose(document: vscode.TextDocument | undefined): void {
    this.document = document;
    void vscode.commands.executeCommand('setContext', 'debate.hasSpeech', document !== undefined);
    this.changed.fire();
  }

  /** Opens an empty speech beside the brief, and leaves the cursor where it is. */
  async create(): Promise<vscode.TextDocument> {
    const from = vscode.window.activeTextEditor;
    const document = await vscode.workspace.openTextDocument({ language: 'debate', content: '# Speech\n' });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: from !== undefined });
    this.choose(document);
    return document;
  }

  /** The active brief becomes the speech. */
  chooseActive(): void {
    const document = activeBrief()?.document;
    if (document && isBrief(document)) this.choose(document);
  }

  dispose(): void {
    this.closing.dispose();
    this.changed.dispose();
  }
}
