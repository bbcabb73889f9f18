/** *New Brief*, and a sample to play with. */

import * as vscode from 'vscode';

const EMPTY = '# \n\n## \n\n### AT: \n\n';

export function newBriefCommands(extension: vscode.Uri): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand('debate.newBrief', () => open(EMPTY, 2)),
    vscode.commands.registerCommand('debate.openSample', async () => {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'media', 'sample.debate'));
      await open(Buffer.from(bytes).toString('utf8'), 0);
    }),
  ];
}

/** An unsaved brief, so that nothing on disk changes. */
async function open(content: string, character: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'debate', content });
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(0, character, 0, character);
}
