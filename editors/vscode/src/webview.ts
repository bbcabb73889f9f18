/** The pages of the extension’s own views: a script and a style sheet of ours, and nothing else. */

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

interface Page {
  /** Of the script in `dist` and the style sheet in `media`. */
  name: string;
  title: string;
  /** HTML, without the script. */
  body: string;
  bodyClass?: string;
}

/** Fills a webview. Only the page’s own script runs in it, and it can load nothing from elsewhere. */
export function webviewPage(webview: vscode.Webview, extension: vscode.Uri, { name, title, body, bodyClass = '' }: Page): void {
  const roots = ['dist', 'media'].map((folder) => vscode.Uri.joinPath(extension, folder));
  webview.options = { enableScripts: true, localResourceRoots: roots };
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', `${name}.js`)).toString();
  const withScript = `${body}
  <script nonce="${nonce}" src="${script}"></script>`;
  webview.html = page(webview, extension, { name, title, body: withScript, bodyClass }, `; script-src 'nonce-${nonce}'`);
}

/** A page without a script. Its style sheet is in `media`. `body` is HTML. */
export function styledPage(webview: vscode.Webview, extension: vscode.Uri, name: string, title: string, body: string): string {
  return page(webview, extension, { name, title, body });
}

/** The document. `more` is added to its policy, which allows the style sheet of that name and nothing else. */
function page(webview: vscode.Webview, extension: vscode.Uri, { name, title, body, bodyClass = '' }: Page, more = ''): string {
  const sheet = webview.asWebviewUri(vscode.Uri.joinPath(extension, 'media', `${name}.css`)).toString();
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}${more}">
  <link rel="stylesheet" href="${sheet}">
  <title>${escapeHtml(title)}</title>
</head>
<body class="${bodyClass}">${body}
</body>
</html>`;
}

/** Escapes what HTML would take for markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
