/** The commands that move the cursor. */

import * as vscode from 'vscode';
import type { Position } from 'vscode-languageclient';

import type { Brief, Heading } from './brief';
import type { BriefCache } from './briefCache';
import { activeBrief } from './documents';
import { cards, headings, nearest, problemCites, type Direction } from './motions';
import { toPosition } from './convert';
import { totalsOf } from './totals';
import { count, duration, escapeIcons } from './wording';

export function navigationCommands(briefs: BriefCache): vscode.Disposable[] {
  const motion = (command: string, direction: Direction, what: string, targets: Targets) =>
    vscode.commands.registerCommand(command, () => move(briefs, direction, what, targets));
  return [
    vscode.commands.registerCommand('debate.goToBlock', () => goToBlock(briefs)),
    motion('debate.nextBlock', 'next', 'block', starts(headings)),
    motion('debate.previousBlock', 'previous', 'block', starts(headings)),
    motion('debate.nextCard', 'next', 'card', starts(cards)),
    motion('debate.previousCard', 'previous', 'card', starts(cards)),
    motion('debate.nextProblemCite', 'next', 'cite with a problem', withProblems),
    motion('debate.previousProblemCite', 'previous', 'cite with a problem', withProblems),
  ];
}

type Targets = (brief: Brief, document: vscode.TextDocument) => Position[];

/** An entry starts with its markup (`###`), so a motion from the start of that line goes on to the next entry. */
function starts(entries: (brief: Brief) => { range: { start: Position } }[]): Targets {
  return (brief) => entries(brief).map((entry) => entry.range.start);
}

function withProblems(brief: Brief, document: vscode.TextDocument): Position[] {
  return problemCites(
    brief,
    vscode.languages.getDiagnostics(document.uri).map((problem) => problem.range),
  );
}

async function move(briefs: BriefCache, direction: Direction, what: string, targets: Targets): Promise<void> {
  const editor = activeBrief();
  const brief = editor && (await briefs.get(editor.document));
  if (!brief) return;
  const target = nearest(targets(brief, editor.document), editor.selection.active, direction);
  if (target) jump(editor, toPosition(target));
  else vscode.window.setStatusBarMessage(`No ${what} ${direction === 'next' ? 'below' : 'above'}.`, 3000);
}

export function jump(editor: vscode.TextEditor, to: vscode.Position): void {
  editor.selection = new vscode.Selection(to, to);
  editor.revealRange(new vscode.Range(to, to), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

interface Choice extends vscode.QuickPickItem {
  start: vscode.Position;
}

/** Shows a list of the headings. The editor scrolls to the active one, and back if the user picks none. */
async function goToBlock(briefs: BriefCache): Promise<void> {
  const editor = activeBrief();
  const brief = editor && (await briefs.get(editor.document));
  if (!brief) return;
  const choices = headings(brief).map((heading) => toChoice(brief, heading));
  if (choices.length === 0) {
    vscode.window.setStatusBarMessage('This brief has no blocks. Add one with ### or ===.', 3000);
    return;
  }

  const [shown] = editor.visibleRanges;
  const pick = vscode.window.createQuickPick<Choice>();
  pick.items = choices;
  pick.placeholder = 'Go to a block';
  pick.matchOnDescription = true;
  const current = choices.findLast((item) => item.start.isBeforeOrEqual(editor.selection.active));
  if (current) pick.activeItems = [current];
  pick.onDidChangeActive(([item]) => {
    if (item) editor.revealRange(new vscode.Range(item.start, item.start), vscode.TextEditorRevealType.AtTop);
  });
  let chosen = false;
  pick.onDidAccept(() => {
    const [item] = pick.activeItems;
    chosen = item !== undefined;
    if (item) jump(editor, item.start);
    pick.hide();
  });
  pick.onDidHide(() => {
    if (!chosen && shown) editor.revealRange(shown, vscode.TextEditorRevealType.AtTop);
    pick.dispose();
  });
  pick.show();
}

function toChoice(brief: Brief, heading: Heading): Choice {
  const totals = totalsOf(brief, heading);
  return {
    label: escapeIcons(heading.name),
    description: escapeIcons(heading.path.join(' › ')),
    detail: `${count(totals.cards, 'card')} · ${duration(totals.seconds)}`,
    start: toPosition(heading.selectionRange.start),
  };
}
