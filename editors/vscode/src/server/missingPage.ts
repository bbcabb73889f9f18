/** The page for somebody without a server: what is missing, what to do, and one button. Closed when a server runs. */

import * as vscode from 'vscode';

import { escapeHtml, styledPage } from '../webview';

export class MissingPage implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;

  constructor(private readonly extension: vscode.Uri) {}

  show(problem: string): void {
    this.panel ??= this.create();
    this.panel.webview.html = styledPage(this.panel.webview, this.extension, 'server', TITLE, body(problem));
    this.panel.reveal();
  }

  close(): void {
    this.panel?.dispose();
  }

  dispose(): void {
    this.close();
  }

  private create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel('debate.missing', TITLE, vscode.ViewColumn.Active, {
      enableCommandUris: ['debate.chooseServer'],
      localResourceRoots: [vscode.Uri.joinPath(this.extension, 'media')],
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    return panel;
  }
}

const TITLE = 'debate-ls is missing';

function body(problem: string): string {
  return `
  <main>
    <h1>${TITLE}</h1>
    <p>${escapeHtml(problem)}</p>
    <p>debate-ls is the program that checks briefs. It runs on your computer, and sends nothing anywhere. The extension for
      your kind of computer has it inside. If you have it elsewhere, choose it:</p>
    <p><a class="button" href="command:debate.chooseServer">Choose Program…</a></p>
    <p class="else">If you do not have it, install <a href="https://www.rust-lang.org">Rust</a>, and run this in the repository:</p>
    <pre>cargo install --path server</pre>
    <p class="else">Then run <em>Debate: Restart Server</em>.</p>
  </main>`;
}
