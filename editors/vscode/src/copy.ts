/** What goes to the clipboard: a cite as it stands, a card as it is read. */

import * as vscode from 'vscode';

import type { Brief, Card } from './brief';
import type { Briefs } from './briefs';
import { activeBrief } from './documents';
import { cardAt } from './motions';
import { holds } from './order';

export function copying(briefs: Briefs): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand('debate.copyCite', () =>
      copy(briefs, 'cite', (card, at) => (card.cites.find((cite) => holds(cite.range, at)) ?? card.cites[0])?.text),
    ),
    vscode.commands.registerCommand('debate.copyCardAsRead', () => copy(briefs, 'card', (card) => card.readText)),
    vscode.commands.registerCommand('debate.copyBibliography', copyBibliography),
  ];
}

/** The forms that the server can give a bibliography. */
const FORMS = [
  { label: 'BibTeX', format: 'bibtex' },
  { label: 'CSL-JSON', description: 'for Zotero and pandoc', format: 'csl-json' },
  { label: 'Table', description: 'for a spreadsheet', format: 'table' },
];

async function copyBibliography(format?: string): Promise<void> {
  const uri = activeBrief()?.document.uri.toString();
  if (uri === undefined) return;
  const chosen = format ?? (await vscode.window.showQuickPick(FORMS, { placeHolder: 'As what?' }))?.format;
  if (chosen === undefined) return;
  const text = await vscode.commands.executeCommand<string>('debate-ls.bibliography', { uri, format: chosen });
  await vscode.env.clipboard.writeText(text);
  told('bibliography');
}

/** Copies what `text` takes of the card under the cursor. */
async function copy(
  briefs: Briefs,
  what: string,
  text: (card: Card, at: vscode.Position) => string | undefined,
): Promise<void> {
  const editor = activeBrief();
  if (!editor) return;
  const at = editor.selection.active;
  const brief: Brief | null = await briefs.with(editor.document, new vscode.Range(at, at));
  const card = brief && cardAt(brief, at);
  const copied = card ? text(card, at) : undefined;
  if (copied === undefined) {
    void vscode.window.showInformationMessage(`There is no ${what} under the cursor.`);
    return;
  }
  await vscode.env.clipboard.writeText(copied);
  told(what);
}

function told(what: string): void {
  vscode.window.setStatusBarMessage(`$(check) Copied the ${what}.`, 3000);
}
