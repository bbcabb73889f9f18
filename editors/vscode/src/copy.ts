/** The commands that copy: a cite as written, a card as read aloud, the bibliography. */

import * as vscode from 'vscode';

import type { Brief, Card } from './brief';
import type { BriefCache } from './briefCache';
import { activeBrief } from './documents';
import { cardAt } from './motions';
import { contains } from './position';
import { runOnServer } from './server/command';

export function copyCommands(briefs: BriefCache): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand('debate.copyCite', () =>
      copy(
        briefs,
        'cite',
        (card, cursor) => (card.cites.find((cite) => contains(cite.range, cursor)) ?? card.cites[0])?.text,
      ),
    ),
    vscode.commands.registerCommand('debate.copyCardAsRead', () => copy(briefs, 'card', (card) => card.readText)),
    vscode.commands.registerCommand('debate.copyForCaselist', copyForCaselist),
    vscode.commands.registerCommand('debate.copyBibliography', copyBibliography),
  ];
}

/** The formats of the server's bibliography. */
const FORMATS = [
  { label: 'BibTeX', format: 'bibtex' },
  { label: 'CSL-JSON', description: 'for Zotero and pandoc', format: 'csl-json' },
  { label: 'Table', description: 'for a spreadsheet', format: 'table' },
];

async function copyBibliography(format?: string): Promise<void> {
  const uri = activeBrief()?.document.uri.toString();
  if (uri === undefined) return;
  const chosen = format ?? (await vscode.window.showQuickPick(FORMATS, { placeHolder: 'Choose a format' }))?.format;
  if (chosen === undefined) return;
  const text = await vscode.commands.executeCommand<string>('debate-ls.bibliography', { uri, format: chosen });
  await vscode.env.clipboard.writeText(text);
  showCopied('bibliography');
}

/** What a caselist shows of a card. */
const FORMS = [
  { label: 'First and last words', description: 'tag, cite, and AND between the words', form: 'disclosed' },
  { label: 'Whole card', form: 'whole' },
];

async function copyForCaselist(form?: string): Promise<void> {
  const editor = activeBrief();
  if (!editor) return;
  const chosen = form ?? (await vscode.window.showQuickPick(FORMS, { placeHolder: 'How much of the card?' }))?.form;
  if (chosen === undefined) return;
  const argument = { uri: editor.document.uri.toString(), position: editor.selection.active, form: chosen };
  const text = await runOnServer<string>('debate-ls.copy', argument);
  if (text === undefined) return;
  await vscode.env.clipboard.writeText(text);
  showCopied('card');
}

/** Copies the text that `select` returns for the card under the cursor. */
async function copy(
  briefs: BriefCache,
  what: string,
  select: (card: Card, cursor: vscode.Position) => string | undefined,
): Promise<void> {
  const editor = activeBrief();
  if (!editor) return;
  const cursor = editor.selection.active;
  const brief: Brief | null = await briefs.getWithTexts(editor.document, new vscode.Range(cursor, cursor));
  const card = brief && cardAt(brief, cursor);
  const text = card ? select(card, cursor) : undefined;
  if (text === undefined) {
    void vscode.window.showInformationMessage(`No ${what} under the cursor. Move the cursor into a card.`);
    return;
  }
  await vscode.env.clipboard.writeText(text);
  showCopied(what);
}

function showCopied(what: string): void {
  vscode.window.setStatusBarMessage(`$(check) Copied the ${what}.`, 3000);
}
