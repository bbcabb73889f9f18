/** The commands that fill a speech document. The server copies and edits. */

import * as vscode from 'vscode';

import { activeBrief } from '../documents';
import { runOnServer } from '../server/command';
import type { SpeechDocument } from './speechDocument';

export function speechCommands(speech: SpeechDocument): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand('debate.sendToSpeech', () => send(speech)),
    vscode.commands.registerCommand('debate.newSpeech', () => speech.create()),
    vscode.commands.registerCommand('debate.useAsSpeech', () => {
      speech.chooseActive();
    }),
  ];
}

/** Sends the selection, or the card or block at the cursor, to the end of the speech. */
async function send(speech: SpeechDocument): Promise<void> {
  const editor = activeBrief();
  if (!editor) return;
  const { start, end } = editor.selection;
  const to = await speech.open();
  if (to === editor.document) {
    vscode.window.setStatusBarMessage('$(info) This is the speech. Send cards to it from a brief.', 4000);
    return;
  }
  const sent = await runOnServer<string>('debate-ls.send', {
    uri: editor.document.uri.toString(),
    range: { start, end },
    to: to.uri.toString(),
  });
  if (sent !== undefined) vscode.window.setStatusBarMessage(`$(check) Sent to the speech: ${sent}`, 4000);
}
