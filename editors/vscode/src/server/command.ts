/** Runs a command of the server. What it refuses to do, it says in plain words, with the remedy. */

import * as vscode from 'vscode';

/** The server's answer. Undefined if it refuses, which the status bar then shows. */
export async function runOnServer<T>(command: string, argument: object): Promise<T | undefined> {
  try {
    return await vscode.commands.executeCommand<T>(command, argument);
  } catch (error) {
    vscode.window.setStatusBarMessage(`$(info) ${error instanceof Error ? error.message : String(error)}`, 6000);
    return undefined;
  }
}
