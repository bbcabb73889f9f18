/** The item in the status bar: what the brief holds, or what is selected, and how many problems there are. */

import * as vscode from 'vscode';

import type { Brief } from './brief';
import type { Briefs } from './briefs';
import { activeBrief } from './documents';
import { cards } from './motions';
import { summary } from './pages/statistics';
import { sum, within } from './tally';
import { count, duration, seconds, words } from './wording';

export function status(briefs: Briefs): vscode.Disposable[] {
  const item = vscode.window.createStatusBarItem('debate.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Debate brief';
  item.command = { title: 'Statistics', command: 'debate.showStatistics' };
  const follow = () => void update(item, briefs);
  follow();
  return [
    item,
    briefs.onDidChange((document) => {
      if (document === vscode.window.activeTextEditor?.document) follow();
    }),
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      const some = selections.some((selection) => !selection.isEmpty);
      if (textEditor === vscode.window.activeTextEditor && (some || shown.get(item) === 'selection')) follow();
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = activeBrief()?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) follow();
    }),
  ];
}

/** Whether the item tells of a selection: only then does an empty one change it. */
const shown = new WeakMap<vscode.StatusBarItem, 'brief' | 'selection'>();

async function update(item: vscode.StatusBarItem, briefs: Briefs): Promise<void> {
  const editor = activeBrief();
  if (!editor) {
    item.hide();
    return;
  }
  const brief = await briefs.of(editor.document);
  // While the server answered, the user may have gone elsewhere.
  if (!brief || editor !== activeBrief()) return;
  const selected = selection(brief, editor);
  const problems = problemsOf(editor.document);
  item.text = `$(${selected ? 'selection' : 'book'}) ${selected ?? summary(brief)}${problems > 0 ? `  $(warning) ${problems}` : ''}`;
  item.tooltip = tooltip(brief, problems, selected);
  item.accessibilityInformation = { label: `${selected ?? summary(brief)}, ${count(problems, 'problem')}` };
  shown.set(item, selected === undefined ? 'brief' : 'selection');
  item.show();
}

/** Errors and warnings: what a judge would mind. */
function problemsOf(document: vscode.TextDocument): number {
  const problems = vscode.languages.getDiagnostics(document.uri);
  return problems.filter((problem) => problem.severity <= vscode.DiagnosticSeverity.Warning).length;
}

/** `2 cards · 812 words · 2 min 19 s`: whole cards as they are cut, anything else word by word. */
function selection(brief: Brief, editor: vscode.TextEditor): string | undefined {
  const selected = editor.selections.filter((range) => !range.isEmpty);
  if (selected.length === 0) return undefined;
  const entries = selected.flatMap((range) => within(brief, range));
  const whole = sum(entries);
  if (whole.cards > 0) {
    return [count(whole.cards, 'card'), count(whole.words, 'word'), duration(whole.seconds)].join(' · ');
  }
  const spoken = selected.reduce((total, range) => total + words(editor.document.getText(range)), 0);
  return [count(spoken, 'word'), duration(seconds(spoken, brief.wordsPerMinute))].join(' · ');
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
