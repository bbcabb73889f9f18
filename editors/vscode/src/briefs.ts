/** What the server says of the open briefs, asked once a version. */

import * as vscode from 'vscode';
import { LSPErrorCodes, ResponseError } from 'vscode-languageclient';

import { briefRequest, type Brief, type BriefParams } from './brief';
import { isBrief } from './documents';
import type { Server } from './server/server';

/** How long after the last keystroke the views follow, in ms: soon, but not at every letter. */
const REST = 250;

/** What a question finds that the document has left behind. */
const PASSED: number[] = [LSPErrorCodes.ContentModified, LSPErrorCodes.ServerCancelled, LSPErrorCodes.RequestCancelled];

export class Briefs implements vscode.Disposable {
  private readonly known = new WeakMap<vscode.TextDocument, { version: number; brief: Promise<Brief | null> }>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable[];

  /** Some time after a brief was changed or opened, and when a server came to know it. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.later(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.later(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.forget(document);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('debate')) this.all();
      }),
      server.onDidAskForSettings(() => {
        this.all();
      }),
      server.onDidStart(() => {
        this.all(0);
      }),
      ...this.houseFiles(),
    ];
  }

  /** The document as it is now; null where no server knows it. */
  async of(document: vscode.TextDocument): Promise<Brief | null> {
    const known = this.known.get(document);
    if (known?.version === document.version) return known.brief;
    const brief = this.ask(document);
    this.known.set(document, { version: document.version, brief });
    const answer = await brief;
    // What could not be answered is asked again next time.
    if (answer === null && this.known.get(document)?.brief === brief) this.known.delete(document);
    return answer;
  }

  /** The entries that touch `range`, with their texts. */
  with(document: vscode.TextDocument, range?: vscode.Range): Promise<Brief | null> {
    return this.ask(document, { texts: true, ...(range && { range }) });
  }

  dispose(): void {
    this.waiting.forEach((timer) => {
      clearTimeout(timer);
    });
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async ask(document: vscode.TextDocument, more: Partial<BriefParams> = {}): Promise<Brief | null> {
    const client = this.server.running;
    if (!client || !isBrief(document) || document.isClosed) return null;
    const { version } = document;
    try {
      const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
      return await client.sendRequest(briefRequest, { textDocument, ...more });
    } catch (error) {
      if (error instanceof ResponseError && PASSED.includes(error.code) && document.version !== version) {
        return this.ask(document, more);
      }
      this.server.output.error(`debate/brief: ${String(error)}`);
      return null;
    }
  }

  /** The server reads them by itself; what it says of briefs is then another. */
  private houseFiles(): vscode.Disposable[] {
    const watcher = vscode.workspace.createFileSystemWatcher('**/debate-ls.toml');
    const changed = () => {
      this.all();
    };
    return [watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)];
  }

  /** What is known of all briefs may be wrong. */
  private all(rest = REST): void {
    vscode.workspace.textDocuments.filter(isBrief).forEach((document) => {
      this.later(document, rest);
    });
  }

  private later(document: vscode.TextDocument, rest = REST): void {
    if (!isBrief(document)) return;
    clearTimeout(this.waiting.get(document));
    const timer = setTimeout(() => {
      this.waiting.delete(document);
      this.known.delete(document);
      this.changed.fire(document);
    }, rest);
    this.waiting.set(document, timer);
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.waiting.get(document));
    this.waiting.delete(document);
  }
}
