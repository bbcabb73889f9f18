/** Import and export: the server converts the files; here the user chooses them, and says what may be replaced. */

import { posix } from 'node:path';
import * as vscode from 'vscode';

import { activeBrief } from '../documents';
import type { Server } from '../server/server';
import { count } from '../wording';
import { activeWordFile } from './cards';

/** The answer of the server's commands. */
interface Result {
  /** The files that were written. */
  written: string[];
  /** Those that exist and were left as they are. */
  existing: string[];
  /** What was not carried over. */
  notes: string[];
  problems: string[];
}

interface Conversion {
  /** The command of the server. */
  command: 'debate-ls.import' | 'debate-ls.export';
  /** What an export leaves out. */
  extent?: 'all' | 'send' | 'read';
  /** What is said of the files afterwards. */
  done: 'Imported' | 'Exported';
  from: { name: string; endings: string[] };
  to: { name: string; endings: string[] };
  /** What the new file's name has in addition: the whole brief must not be taken for what is sent. */
  suffix: string;
}

const CARDS = { name: 'Cards', endings: ['debate', 'brief', 'cards'] };
const WORD = { name: 'Word', endings: ['docx'] };
const EXPORT = { command: 'debate-ls.export', done: 'Exported', from: CARDS, to: WORD } as const;

const CONVERSIONS: Record<string, Conversion> = {
  'debate.importWordFile': { command: 'debate-ls.import', done: 'Imported', from: WORD, to: CARDS, suffix: '' },
  'debate.exportWordFile': { ...EXPORT, extent: 'all', suffix: '' },
  'debate.exportToSend': { ...EXPORT, extent: 'send', suffix: ' to send' },
  'debate.exportWhatIsRead': { ...EXPORT, extent: 'read', suffix: ' as read' },
};

export function conversionCommands(server: Server): vscode.Disposable[] {
  return Object.entries(CONVERSIONS).map(([name, conversion]) =>
    // The explorer passes the file that was clicked, and all that are selected.
    vscode.commands.registerCommand(name, (clicked?: vscode.Uri, selected?: vscode.Uri[]) =>
      convert(server, conversion, selected ?? (clicked ? [clicked] : undefined)),
    ),
  );
}

async function convert(server: Server, conversion: Conversion, given: vscode.Uri[] | undefined): Promise<void> {
  const files = given ?? (await chooseFiles(conversion));
  const [first, ...more] = files;
  if (!first || !(await server.ready())) return;
  const isOne = more.length === 0 && !(await isFolder(first));
  // For one file the dialog asks before it replaces another; new files of several are beside the old ones.
  const out = isOne ? await chooseName(conversion, first) : undefined;
  if (isOne && !out) return;

  const run = (overwrite: boolean) =>
    vscode.commands.executeCommand<Result>(conversion.command, {
      uris: files.map(String),
      out: out?.toString(),
      overwrite,
      extent: conversion.extent,
    });
  try {
    let result = await run(isOne);
    if (result.existing.length > 0 && (await mayReplace(result.existing))) result = await run(true);
    report(server, conversion, result);
    const [written] = result.written;
    if (isOne && written !== undefined && conversion.done === 'Imported') {
      await vscode.window.showTextDocument(vscode.Uri.parse(written));
    }
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

/** What the active editor shows; or else what the user chooses. */
async function chooseFiles({ from, done }: Conversion): Promise<vscode.Uri[]> {
  const shown = done === 'Imported' ? activeWordFile() : activeBrief()?.document.uri;
  if (shown?.scheme === 'file') return [shown];
  const filters = { [from.name]: from.endings };
  return (await vscode.window.showOpenDialog({ title: done === 'Imported' ? 'Import' : 'Export', filters, canSelectMany: true })) ?? [];
}

async function chooseName({ to, suffix }: Conversion, file: vscode.Uri): Promise<vscode.Uri | undefined> {
  const bare = file.path.slice(0, file.path.length - posix.extname(file.path).length);
  const defaultUri = file.with({ path: `${bare}${suffix}.${to.endings[0] ?? ''}` });
  return vscode.window.showSaveDialog({ defaultUri, filters: { [to.name]: to.endings } });
}

async function mayReplace(existing: string[]): Promise<boolean> {
  const names = existing.slice(0, 10).map((uri) => posix.basename(vscode.Uri.parse(uri).path));
  const more = existing.length > names.length ? `\nand ${existing.length - names.length} more` : '';
  const question = existing.length === 1 ? 'This file exists. Replace it?' : `${count(existing.length, 'file')} exist. Replace them?`;
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail: names.join('\n') + more }, 'Replace');
  return answer === 'Replace';
}

/** Does not wait for the user, who may leave a message open for hours. */
function report({ output }: Server, { done }: Conversion, { written, notes, problems }: Result): void {
  for (const line of [...notes, ...problems]) output.info(line);
  const [problem] = problems;
  const what = written.length === 1 ? posix.basename(vscode.Uri.parse(written[0] ?? '').path) : count(written.length, 'file');
  const isShort = notes.length + problems.length === 0;
  const rest = isShort ? '' : ` ${count(notes.length + problems.length, 'thing')} to know: see the output.`;
  const buttons = isShort ? [] : ['Show Output'];
  const shown =
    problem === undefined
      ? vscode.window.showInformationMessage(`${done} ${what}.${rest}`, ...buttons)
      : vscode.window.showErrorMessage(problems.length === 1 ? problem : `${problem} (and ${count(problems.length - 1, 'more problem')})`, ...buttons);
  void shown.then((button) => {
    if (button !== undefined) output.show();
  });
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  const { type } = await vscode.workspace.fs.stat(uri);
  return (type & vscode.FileType.Directory) !== 0;
}
