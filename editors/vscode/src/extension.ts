/** What starts when the first brief is opened. */

import * as vscode from 'vscode';

import { Briefs } from './briefs';
import { copying } from './copy';
import { dates } from './dates/view';
import { navigation } from './navigate';
import { pages } from './pages/pages';
import { chooseServer, Server } from './server/server';
import { status } from './status';

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  server = new Server(context.extension);
  const { output } = server;
  const briefs = new Briefs(server);
  context.subscriptions.push(
    briefs,
    ...navigation(briefs),
    ...copying(briefs),
    ...pages(briefs),
    ...status(briefs),
    ...dates(context.extensionUri, briefs),
    vscode.commands.registerCommand('debate.chooseServer', chooseServer),
    vscode.commands.registerCommand('debate.restartServer', () => server?.restart()),
    vscode.commands.registerCommand('debate.showOutput', () => {
      output.show();
    }),
  );
  // Not waited for: the editor is ready before the server is.
  void server.restart();
}

/** Waited for by the editor, so that no server outlives it. */
export async function deactivate(): Promise<void> {
  await server?.dispose();
}
