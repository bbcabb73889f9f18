/** The server's view of the open briefs (`debate/brief`), requested once per document version. */

import * as vscode from 'vscode';
import { LSPErrorCodes, ResponseError } from 'vscode-languageclient';

import { briefRequest, type Brief, type BriefParams } from './brief';
import { isBrief } from './documents';
import type { Server } from './server/server';

/** How long after the last keystroke the views refresh, in ms. */
const REFRESH_DELAY = 250;

/** The errors of a request whose document has changed in the meantime. */
const OUTDATED_ERRORS: number[] = [
  LSPErrorCodes.ContentModified,
  LSPErrorCodes.ServerCancelled,
  LSPErrorCodes.RequestCancelled,
];

export class BriefCache implements vscode.Disposable {
  private readonly cache = new WeakMap<vscode.TextDocument, { version: number; brief: Promise<Brief | null> }>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable[];

  /** Fires shortly after a brief is opened or changed, and when a server starts. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.scheduleRefresh(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.scheduleRefresh(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.cancelRefresh(document);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('debate')) this.refreshAll();
      }),
      server.onDidRequestSettings(() => {
        this.refreshAll();
      }),
      server.onDidStart(() => {
        this.refreshAll(0);
      }),
      ...this.watchSettingsFiles(),
    ];
  }

  /** The brief of the current document version. Null if there is no server. */
  async get(document: vscode.TextDocument): Promise<Brief | null> {
    const cached = this.cache.get(document);
    if (cached?.version === document.version) return cached.brief;
    const brief = this.request(document);
    this.cache.set(document, { version: document.version, brief });
    const answer = await brief;
    // Request a failed answer again next time.
    if (answer === null && this.cache.get(document)?.brief === brief) this.cache.delete(document);
    return answer;
  }

  /** The entries that touch `range`, with `readText` and `csl`. Never cached. */
  getWithTexts(document: vscode.TextDocument, range?: vscode.Range): Promise<Brief | null> {
    return this.request(document, { texts: true, ...(range && { range }) });
  }

  dispose(): void {
    this.timers.forEach((timer) => {
      clearTimeout(timer);
    });
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async request(document: vscode.TextDocument, more: Partial<BriefParams> = {}): Promise<Brief | null> {
    const client = this.server.running;
    if (!client || !isBrief(document) || document.isClosed) return null;
    const { version } = document;
    try {
      const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
      return await client.sendRequest(briefRequest, { textDocument, ...more });
    } catch (error) {
      if (error instanceof ResponseError && OUTDATED_ERRORS.includes(error.code) && document.version !== version) {
        return this.request(document, more);
      }
      this.server.output.error(`debate/brief: ${String(error)}`);
      return null;
    }
  }

  /** The server reads these files itself; a change in one can change every brief. */
  private watchSettingsFiles(): vscode.Disposable[] {
    const watcher = vscode.workspace.createFileSystemWatcher('**/debate-ls.toml');
    const changed = () => {
      this.refreshAll();
    };
    return [watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)];
  }

  /** Drops every cached brief after `delay` ms. */
  private refreshAll(delay = REFRESH_DELAY): void {
    vscode.workspace.textDocuments.filter(isBrief).forEach((document) => {
      this.scheduleRefresh(document, delay);
    });
  }

  private scheduleRefresh(document: vscode.TextDocument, delay = REFRESH_DELAY): void {
    if (!isBrief(document)) return;
    clearTimeout(this.timers.get(document));
    const timer = setTimeout(() => {
      this.timers.delete(document);
      this.cache.delete(document);
      this.changed.fire(document);
    }, delay);
    this.timers.set(document, timer);
  }

  private cancelRefresh(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
  }
}
