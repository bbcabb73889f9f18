/** The view *Evidence Dates*: shows the brief that was last active, and opens the card that the user chooses. */

import * as vscode from 'vscode';

import type { BriefCache } from '../briefCache';
import { activeBrief } from '../documents';
import { toPosition } from '../convert';
import { jump } from '../navigate';
import { webviewPage } from '../webview';
import type { MessageFromPage, MessageToPage } from './messages';
import { timeline } from './timeline';

const VIEW = 'debate.dates';

export function datesView(extension: vscode.Uri, briefs: BriefCache): vscode.Disposable[] {
  const view = new DatesView(extension, briefs);
  void vscode.commands.executeCommand('setContext', 'debate.hasBrief', true);
  return [
    vscode.window.registerWebviewViewProvider(VIEW, view),
    vscode.commands.registerCommand('debate.showDates', () => vscode.commands.executeCommand(`${VIEW}.focus`)),
    briefs.onDidChange((document) => {
      if (document === view.document) void view.refresh();
    }),
    vscode.window.onDidChangeActiveTextEditor(() => {
      view.follow();
    }),
  ];
}

class DatesView implements vscode.WebviewViewProvider {
  document: vscode.TextDocument | undefined = activeBrief()?.document;
  private view: vscode.WebviewView | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly briefs: BriefCache,
  ) {}

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    webviewPage(view.webview, this.extension, { name: 'dates', title: 'Evidence Dates', body: BODY, bodyClass: 'empty' });
    view.webview.onDidReceiveMessage((message: MessageFromPage) =>
      'open' in message ? this.open(message.open) : this.refresh(),
    );
    view.onDidDispose(() => {
      this.view = undefined;
    });
  }

  /** Switches to the active brief; keeps the current one while another kind of file is active. */
  follow(): void {
    const document = activeBrief()?.document;
    if (!document || document === this.document) return;
    this.document = document;
    void this.refresh();
  }

  async refresh(): Promise<void> {
    if (!this.view) return;
    const message = await this.message();
    // VS Code delivers messages only while the view is visible; a view that is shown again sends `ready`.
    await this.view.webview.postMessage(message);
  }

  private async message(): Promise<MessageToPage> {
    const { document } = this;
    if (!document || document.isClosed) return { emptyReason: 'Open a brief to see when its sources were published.' };
    const brief = await this.briefs.get(document);
    if (!brief) return { emptyReason: 'debate-ls is not running. Run “Debate: Restart Server”.' };
    return { timeline: timeline(brief) };
  }

  private async open(position: { line: number; character: number }): Promise<void> {
    if (!this.document) return;
    const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === this.document);
    const column = visible?.viewColumn;
    const editor = await vscode.window.showTextDocument(this.document, column === undefined ? {} : { viewColumn: column });
    jump(editor, toPosition(position));
  }
}

const BODY = `
  <header>
    <p id="legend">
      <span class="key fresh"><svg width="12" height="12" aria-hidden="true"><circle class="shape" cx="6" cy="6" r="5"/></svg>dated</span>
      <span class="key stale"><svg width="14" height="14" aria-hidden="true"><path class="shape" d="M7 1 l6 6 l-6 6 l-6 -6 z"/></svg><span id="stale"></span></span>
      <span class="key undated"><svg width="14" height="14" aria-hidden="true"><circle class="shape" cx="7" cy="7" r="6"/><text class="symbol" x="7" y="10.5" text-anchor="middle">?</text></svg>no date, or no year</span>
      <span class="key"><svg width="8" height="14" aria-hidden="true"><line class="today" x1="4" x2="4" y1="0" y2="14"/></svg><span id="today"></span></span>
    </p>
    <p id="choices">
      <label><input type="checkbox" id="sort"> Oldest first</label>
      <label><input type="checkbox" id="stale-only"> Stale only</label>
    </p>
    <div id="head"></div>
  </header>
  <main id="body"></main>
  <footer id="detail" role="status"></footer>`;
