/**
 * The speech document: the brief that cards are sent to. Chosen once, it stays until another is chosen, also while its
 * file is closed; an unsaved one ends when it is closed.
 */

import * as vscode from 'vscode';

import { activeBrief, isBrief } from '../documents';

export class SpeechDocument implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly closing: vscode.Disposable;
  private uri: string | undefined;

  /** Fires when another document is the speech. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.closing = vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.isUntitled && document.uri.toString() === this.uri) this.choose(undefined);
    });
  }

  /** The document, if it is open. */
  get current(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === this.uri);
  }

  /** The document, opened if it is not. A new one if none was chosen. */
  async open(): Promise<vscode.TextDocument> {
    if (this.uri === undefined) return this.create();
    return this.current ?? vscode.workspace.openTextDocument(vscode.Uri.parse(this.uri));
  }

  choose(document: vscode.TextDocument | undefined): void {
    this.uri = document?.uri.toString();
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
