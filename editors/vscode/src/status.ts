/** The status bar item: the size of the brief or of the selection, and the number of problems. */

import * as vscode from 'vscode';

import type { Brief } from './brief';
import type { BriefCache } from './briefCache';
import { activeBrief } from './documents';
import { cards } from './motions';
import { summary } from './pages/statistics';
import { entriesIn, sum } from './totals';
import { count, duration, seconds, words } from './wording';

export function statusBarItem(briefs: BriefCache): vscode.Disposable[] {
  const item = vscode.window.createStatusBarItem('debate.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Debate brief';
  item.command = { title: 'Statistics', command: 'debate.showStatistics' };
  const refresh = () => void update(item, briefs);
  refresh();
  return [
    item,
    briefs.onDidChange((document) => {
      if (document === vscode.window.activeTextEditor?.document) refresh();
    }),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      const hasSelection = selections.some((selection) => !selection.isEmpty);
      if (textEditor === vscode.window.activeTextEditor && (hasSelection || shown.get(item) === 'selection')) refresh();
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = activeBrief()?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) refresh();
    }),
  ];
}

/** What the item shows. An empty selection changes it only if it shows a selection. */
const shown = new WeakMap<vscode.StatusBarItem, 'brief' | 'selection'>();

async function update(item: vscode.StatusBarItem, briefs: BriefCache): Promise<void> {
  const editor = activeBrief();
  if (!editor) {
    item.hide();
    return;
  }
  const brief = await briefs.get(editor.document);
  // The user may have switched to another editor in the meantime.
  if (!brief || editor !== activeBrief()) return;
  const selected = selectionSummary(brief, editor);
  const problems = problemCount(editor.document);
  item.text = `$(${selected ? 'selection' : 'book'}) ${selected ?? summary(brief)}${problems > 0 ? `  $(warning) ${problems}` : ''}`;
  item.tooltip = tooltip(brief, problems, selected);
  item.accessibilityInformation = { label: `${selected ?? summary(brief)}, ${count(problems, 'problem')}` };
  shown.set(item, selected === undefined ? 'brief' : 'selection');
  item.show();
}

/** The number of errors and warnings: what a judge would mind. */
function problemCount(document: vscode.TextDocument): number {
  const problems = vscode.languages.getDiagnostics(document.uri);
  return problems.filter((problem) => problem.severity <= vscode.DiagnosticSeverity.Warning).length;
}

/** `2 cards · 812 words · 2 min 19 s`. Whole cards count what is read aloud; other text counts every word. */
function selectionSummary(brief: Brief, editor: vscode.TextEditor): string | undefined {
  const selected = editor.selections.filter((range) => !range.isEmpty);
  if (selected.length === 0) return undefined;
  const entries = selected.flatMap((range) => entriesIn(brief, range));
  const totals = sum(entries, brief);
  if (totals.cards > 0) {
    return [count(totals.cards, 'card'), count(totals.words, 'word'), duration(totals.seconds)].join(' · ');
  }
  const wordCount = selected.reduce((total, range) => total + words(editor.document.getText(range)), 0);
  return [count(wordCount, 'word'), duration(seconds(wordCount, brief.wordsPerMinute))].join(' · ');
}

function tooltip(brief: Brief, problems: number, selected: string | undefined): vscode.MarkdownString {
  const evidence = cards(brief).reduce((total, card) => total + card.bodyWords, 0);
  const lines = [
    ...(selected === undefined ? [] : [`**Selected:** ${selected}`]),
    `**This brief, read aloud:** ${summary(brief)}`,
    `${count(evidence, 'word')} of evidence, at ${brief.wordsPerMinute} words a minute`,
    problems === 0 ? 'No problems' : count(problems, 'problem'),
  ];
  return new vscode.MarkdownString(lines.join('  \n'));
}
