/** The pages *Statistics* and *Bibliography*: virtual Markdown documents that update with their brief. */

import { posix } from 'node:path';
import * as vscode from 'vscode';

import type { BriefCache } from '../briefCache';
import { activeBrief } from '../documents';
import { bibliography } from './bibliography';
import { statistics } from './statistics';

const SCHEME = 'debate-page';

type Page = 'Statistics' | 'Bibliography';

export function pages(briefs: BriefCache): vscode.Disposable[] {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return [
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (page) => content(briefs, page),
    }),
    briefs.onDidChange(({ uri }) => {
      vscode.workspace.textDocuments
        .filter((page) => page.uri.scheme === SCHEME && page.uri.query === uri.toString())
        .forEach((page) => {
          changed.fire(page.uri);
        });
    }),
    vscode.commands.registerCommand('debate.showStatistics', () => show('Statistics')),
    vscode.commands.registerCommand('debate.showBibliography', () => show('Bibliography')),
  ];
}

async function show(page: Page): Promise<void> {
  const editor = activeBrief();
  if (!editor) return;
  const brief = editor.document.uri;
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${page} of ${posix.basename(brief.path)}.md`, query: brief.toString() });
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}

async function content(briefs: BriefCache, page: vscode.Uri): Promise<string> {
  const uri = vscode.Uri.parse(page.query);
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  const name = posix.basename(uri.path);
  const isStatistics = page.path.startsWith('/Statistics');
  const brief = document && (await (isStatistics ? briefs.get(document) : briefs.getWithTexts(document)));
  if (!brief) return `# ${name}\n\nThe brief is closed, or debate-ls is not running. Open the brief again.\n`;
  return isStatistics ? statistics(name, brief) : bibliography(name, brief);
}
