/** The extension's entry point: starts when the first brief is opened. */

import * as vscode from 'vscode';

import { appearance } from './appearance';
import { BriefCache } from './briefCache';
import { copyCommands } from './copy';
import { cuttingCommands } from './cutting';
import { datesView } from './dates/view';
import { findView } from './find/view';
import { navigationCommands } from './navigate';
import { newBriefCommands } from './newBrief';
import { pages } from './pages/pages';
import { pasting } from './paste/provider';
import { readingView } from './reading/view';
import { chooseServer, Server } from './server/server';
import { showCommands } from './show';
import { speechCommands } from './speech/commands';
import { SpeechDocument } from './speech/speechDocument';
import { speechView } from './speech/view';
import { statusBarItem } from './status';
import { walkthroughProgress } from './walkthrough';
import { wordFiles } from './word/cards';
import { conversionCommands } from './word/convert';

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  server = new Server(context.extension);
  const { output } = server;
  const briefs = new BriefCache(server);
  const speech = new SpeechDocument();
  context.subscriptions.push(
    briefs,
    ...navigationCommands(briefs),
    ...copyCommands(briefs),
    ...cuttingCommands(),
    ...wordFiles(server),
    ...conversionCommands(server),
    ...appearance(server),
    ...pages(briefs),
    ...statusBarItem(briefs),
    ...datesView(context.extensionUri, briefs),
    ...readingView(context.extensionUri, server, briefs),
    pasting(),
    ...findView(server, briefs),
    speech,
    ...speechCommands(speech),
    ...speechView(speech, briefs),
    ...showCommands(),
    walkthroughProgress(),
    ...newBriefCommands(context.extensionUri),
    vscode.commands.registerCommand('debate.chooseServer', chooseServer),
    vscode.commands.registerCommand('debate.showMissingServer', () => server?.showMissing()),
    vscode.commands.registerCommand('debate.restartServer', () => server?.restart()),
    vscode.commands.registerCommand('debate.showOutput', () => {
      output.show();
    }),
  );
  // Do not await: the editor is usable before the server is.
  void server.restart();
}

/** The editor awaits this, so that no server outlives it. */
export async function deactivate(): Promise<void> {
  await server?.dispose();
}
