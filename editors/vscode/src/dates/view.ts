/** The view *Evidence Dates*: follows the brief that was last in front, and opens the card that is chosen. */

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

import type { Briefs } from '../briefs';
import { activeBrief } from '../documents';
import { toPosition } from '../places';
import { jump } from '../navigate';
import type { Said, Show } from './messages';
import { timeline } from './timeline';

const VIEW = 'debate.dates';

export function dates(extension: vscode.Uri, briefs: Briefs): vscode.Disposable[] {
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
    private readonly briefs: Briefs,
  ) {}

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const roots = ['dist', 'media'].map((folder) => vscode.Uri.joinPath(this.extension, folder));
    view.webview.options = { enableScripts: true, localResourceRoots: roots };
    view.webview.html = this.html(view.webview);
    view.webview.onDidReceiveMessage((said: Said) => ('open' in said ? this.open(said.open) : this.refresh()));
    view.onDidDispose(() => {
      this.view = undefined;
    });
  }

  /** Turns to the brief that is in front; where something else is, stays. */
  follow(): void {
    const document = activeBrief()?.document;
    if (!document || document === this.document) return;
    this.document = document;
    void this.refresh();
  }

  async refresh(): Promise<void> {
    if (!this.view) return;
    const show = await this.shown();
    // VS Code passes messages on only while the view can be seen; one that comes back says that it is ready.
    await this.view.webview.postMessage(show);
  }

  private async shown(): Promise<Show> {
    const { document } = this;
    if (!document || document.isClosed) return { nothing: 'Open a brief to see when its sources were published.' };
    const brief = await this.briefs.of(document);
    if (!brief) return { nothing: 'The dates come from debate-ls, which is not running.' };
    return { timeline: timeline(brief) };
  }

  private async open(at: { line: number; character: number }): Promise<void> {
    if (!this.document) return;
    const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === this.document);
    const column = visible?.viewColumn;
    const editor = await vscode.window.showTextDocument(this.document, column === undefined ? {} : { viewColumn: column });
    jump(editor, toPosition(at));
  }

  private html(webview: vscode.Webview): string {
    const nonce = randomBytes(16).toString('base64');
    const file = (folder: string, name: string) =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.extension, folder, name)).toString();
    return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
  <link rel="stylesheet" href="${file('media', 'dates.css')}">
  <title>Evidence Dates</title>
</head>
<body class="empty">
  <header>
    <p id="legend">
      <span class="key fresh"><svg width="12" height="12" aria-hidden="true"><circle class="shape" cx="6" cy="6" r="5"/></svg>dated</span>
      <span class="key stale"><svg width="14" height="14" aria-hidden="true"><path class="shape" d="M7 1 l6 6 l-6 6 l-6 -6 z"/></svg><span id="stale"></span></span>
      <span class="key undated"><svg width="14" height="14" aria-hidden="true"><circle class="shape" cx="7" cy="7" r="6"/><text class="sign" x="7" y="10.5" text-anchor="middle">?</text></svg>no date, or no year</span>
      <span class="key"><svg width="8" height="14" aria-hidden="true"><line class="today" x1="4" x2="4" y1="0" y2="14"/></svg><span id="today"></span></span>
    </p>
    <div id="head"></div>
  </header>
  <main id="body"></main>
  <footer id="detail" role="status"></footer>
  <script nonce="${nonce}" src="${file('dist', 'dates.js')}"></script>
</body>
</html>`;
  }
}
