/**
 * Word files as card text, read only. The language client gets the text from the server (`workspace/textDocumentContent`),
 * under a scheme of its own; from then on it is a brief like any other.
 */

import * as vscode from 'vscode';

import { WORD_SCHEME } from '../documents';
import type { Server } from '../server/server';
import { escapeHtml } from '../webview';

/** Opens a Word file where it is clicked. Which editor opens `.docx` files is the user's choice: *Open With…*. */
const EDITOR = 'debate.cards';

export function wordFiles(server: Server): vscode.Disposable[] {
  return [
    // Also a document of the last session, which VS Code opens by itself.
    vscode.workspace.onDidOpenTextDocument((document) => void asBrief(document)),
    vscode.commands.registerCommand('debate.openWordFile', (file?: vscode.Uri) => openChosen(server, file)),
    vscode.window.registerCustomEditorProvider(EDITOR, {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: ({ uri }, panel) => {
        panel.webview.html = '<p>Reading the Word file…</p>';
        // Not awaited: the panel must be there before it can give way.
        void replace(server, uri, panel);
      },
    }),
  ];
}

/** The Word file whose card text the active editor shows. */
export function activeWordFile(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === WORD_SCHEME ? uri.with({ scheme: 'file' }) : undefined;
}

async function openChosen(server: Server, file: vscode.Uri | undefined): Promise<void> {
  const [chosen] = file ? [file] : ((await vscode.window.showOpenDialog({ title: 'Open as Cards', filters: { Word: ['docx'] } })) ?? []);
  if (!chosen) return;
  const problem = await open(server, chosen, vscode.ViewColumn.Active);
  if (problem !== undefined) void vscode.window.showErrorMessage(problem);
}

/** Opens the card text in place of `panel`, or shows there why not. */
async function replace(server: Server, file: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
  const problem = await open(server, file, panel.viewColumn ?? vscode.ViewColumn.Active);
  if (problem === undefined) panel.dispose();
  else panel.webview.html = `<p>${escapeHtml(problem)}</p>`;
}

/** Returns why the file cannot be shown; undefined if it is. */
async function open(server: Server, file: vscode.Uri, viewColumn: vscode.ViewColumn): Promise<string | undefined> {
  if (!(await server.ready())) return 'The Debate server is not running. Run “Debate: Restart Server”, and open the file again.';
  try {
    const document = await asBrief(await vscode.workspace.openTextDocument(file.with({ scheme: WORD_SCHEME })));
    await vscode.window.showTextDocument(document, { viewColumn });
    return undefined;
  } catch (error) {
    // `cannot open debate-docx:/…. Detail: aff.docx: locked with a password; …`
    const message = error instanceof Error ? error.message : String(error);
    return message.split('Detail: ').at(-1);
  }
}

export function asBrief(document: vscode.TextDocument): Thenable<vscode.TextDocument> {
  const isOther = document.uri.scheme === WORD_SCHEME && document.languageId !== 'debate';
  return isOther ? vscode.languages.setTextDocumentLanguage(document, 'debate') : Promise.resolve(document);
}
