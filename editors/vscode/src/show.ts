/** The commands that show less or more: hints and lenses on or off, cards closed to their tags. */

import * as vscode from 'vscode';

import { activeBrief } from './documents';

const SWITCHES = ['citeHints', 'headingHints', 'lenses', 'plainDates'];

export function showCommands(): vscode.Disposable[] {
  const toggles = SWITCHES.map((name) =>
    vscode.commands.registerCommand(`debate.toggle.${name}`, () => toggle(`debate.show.${name}`)),
  );
  return [...toggles, vscode.commands.registerCommand('debate.collapseToTags', collapseToTags)];
}

async function toggle(setting: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  await settings.update(setting, settings.get(setting) !== true, vscode.ConfigurationTarget.Global);
}

/** Folds every card, and no heading. */
async function collapseToTags(): Promise<void> {
  const editor = activeBrief();
  if (!editor) return;
  const { uri } = editor.document;
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', uri);
  const selectionLines = cardLines(symbols ?? []);
  await vscode.commands.executeCommand('editor.unfoldAll');
  if (selectionLines.length > 0) await vscode.commands.executeCommand('editor.fold', { selectionLines, levels: 1 });
}

function cardLines(symbols: vscode.DocumentSymbol[]): number[] {
  return symbols.flatMap(({ kind, range, children }) =>
    kind === vscode.SymbolKind.String ? [range.start.line] : cardLines(children),
  );
}
