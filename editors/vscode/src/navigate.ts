/** The commands that move the cursor. */

import * as vscode from 'vscode';
import type { Position } from 'vscode-languageclient';

import type { Brief, Heading } from './brief';
import type { Briefs } from './briefs';
import { activeBrief } from './documents';
import { cards, headings, nearest, problemCites, type Direction } from './motions';
import { toPosition } from './places';
import { tally } from './tally';
import { count, duration, escapeIcons } from './wording';

export function navigation(briefs: Briefs): vscode.Disposable[] {
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

/** An entry begins with its mark: so a motion from the line's start goes on to the next line. */
function starts(entries: (brief: Brief) => { range: { start: Position } }[]): Targets {
  return (brief) => entries(brief).map((entry) => entry.range.start);
}

function withProblems(brief: Brief, document: vscode.TextDocument): Position[] {
  return problemCites(
    brief,
    vscode.languages.getDiagnostics(document.uri).map((problem) => problem.range),
  );
}

async function move(briefs: Briefs, direction: Direction, what: string, targets: Targets): Promise<void> {
  const editor = activeBrief();
  const brief = editor && (await briefs.of(editor.document));
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

/** A list of the headings; the page follows the chosen one, and comes back where one leaves without choosing. */
async function goToBlock(briefs: Briefs): Promise<void> {
  const editor = activeBrief();
  const brief = editor && (await briefs.of(editor.document));
  if (!brief) return;
  const choices = headings(brief).map((heading) => choice(brief, heading));
  if (choices.length === 0) {
    vscode.window.setStatusBarMessage('This brief has no blocks.', 3000);
    return;
  }

  const [shown] = editor.visibleRanges;
  const pick = vscode.window.createQuickPick<Choice>();
  pick.items = choices;
  pick.placeholder = 'Go to a block';
  pick.matchOnDescription = true;
  const here = choices.findLast((item) => item.start.isBeforeOrEqual(editor.selection.active));
  if (here) pick.activeItems = [here];
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

function choice(brief: Brief, heading: Heading): Choice {
  const held = tally(brief, heading);
  return {
    label: escapeIcons(heading.name),
    description: escapeIcons(heading.path.join(' › ')),
    detail: `${count(held.cards, 'card')} · ${duration(held.seconds)}`,
    start: toPosition(heading.selectionRange.start),
  };
}
