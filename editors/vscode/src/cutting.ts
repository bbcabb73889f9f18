/** The keys of people who cut cards in Word: the server edits the selection, so that every editor does the same. */

import * as vscode from 'vscode';

import { activeBrief } from './documents';
import { runOnServer } from './server/command';

/** The command of the server, and what it can do: each is a command `debate.NAME` here. */
const COMMAND = 'debate-ls.rewrite';
const REWRITES = [
  'underline',
  'emphasis',
  'highlight',
  'clear',
  'pocket',
  'hat',
  'block',
  'tag',
  'cite',
  'condense',
  'condenseWithPilcrows',
  'uncondense',
  'joinLines',
  'moveUp',
  'moveDown',
  'promote',
  'demote',
  'repeatCite',
  'mark',
];

export function cuttingCommands(): vscode.Disposable[] {
  return REWRITES.map((rewrite) => vscode.commands.registerCommand(`debate.${rewrite}`, () => run(rewrite)));
}

async function run(rewrite: string): Promise<void> {
  const editor = activeBrief();
  if (!editor) return;
  const ranges = editor.selections.map(({ start, end }) => ({ start, end }));
  await runOnServer(COMMAND, { uri: editor.document.uri.toString(), ranges, rewrite });
}
