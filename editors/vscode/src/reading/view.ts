/** The reading view: what is read aloud of a brief, or of the selection, with the time that is left. */

import * as vscode from 'vscode';

import type { BriefCache } from '../briefCache';
import { toPosition } from '../convert';
import { activeBrief } from '../documents';
import { jump } from '../navigate';
import type { Server } from '../server/server';
import { webviewPage } from '../webview';
import { printPage } from './html';
import type { MessageFromPage, MessageToPage } from './messages';
import { readingRequest, type Reading, type Speeds } from './reading';

const VIEW = 'debate.reading';
const MINUTES = 'debate.speech.minutes';

export function readingView(extension: vscode.Uri, server: Server, briefs: BriefCache): vscode.Disposable[] {
  const open = new Map<string, ReadingView>();
  return [
    vscode.commands.registerCommand('debate.read', () => {
      const document = activeBrief()?.document;
      if (!document) return;
      const key = document.uri.toString();
      const known = open.get(key);
      if (known) {
        known.reveal();
        return;
      }
      const view = new ReadingView(extension, server, document);
      open.set(key, view);
      view.onDidClose(() => open.delete(key));
    }),
    briefs.onDidChange((document) => void open.get(document.uri.toString())?.refresh()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(MINUTES)) open.forEach((view) => void view.refresh());
    }),
  ];
}

class ReadingView {
  private readonly panel: vscode.WebviewPanel;

  constructor(
    extension: vscode.Uri,
    private readonly server: Server,
    private readonly document: vscode.TextDocument,
  ) {
    const title = `Reading ${name(document)}`;
    this.panel = vscode.window.createWebviewPanel(VIEW, title, vscode.ViewColumn.Active, { retainContextWhenHidden: true });
    this.panel.webview.onDidReceiveMessage((message: MessageFromPage) => this.receive(message));
    webviewPage(this.panel.webview, extension, { name: 'reading', title, body: BODY });
  }

  get onDidClose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  reveal(): void {
    this.panel.reveal();
  }

  async refresh(): Promise<void> {
    await this.panel.webview.postMessage(await this.message());
  }

  private async message(): Promise<MessageToPage> {
    if (this.document.isClosed) return { emptyReason: 'The brief is closed. Open it to read on.' };
    const reading = await this.reading();
    if (!reading) return { emptyReason: 'debate-ls is not running. Run “Debate: Restart Server”.' };
    return { reading, minutes: vscode.workspace.getConfiguration().get(MINUTES, 8) };
  }

  private async reading(): Promise<Reading | null> {
    const client = this.server.running;
    if (!client) return null;
    const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(this.document);
    return client.sendRequest(readingRequest, { textDocument }).catch(() => null);
  }

  private async receive(message: MessageFromPage): Promise<void> {
    if ('ready' in message) await this.refresh();
    else if ('open' in message) await this.open(toPosition(message.open));
    else if ('mark' in message) await this.mark(toPosition(message.mark), message.words);
    else if ('speeds' in message) await saveSpeeds(message.speeds);
    else if ('minutes' in message) await save(MINUTES, message.minutes);
    else await this.print();
  }

  private async open(position: vscode.Position): Promise<void> {
    const editor = await vscode.window.showTextDocument(this.document, { viewColumn: this.panel.viewColumn ?? vscode.ViewColumn.Active });
    jump(editor, position);
  }

  /** Writes `~ Marked 10:32 at “the last words” ~` below the paragraph. */
  private async mark(position: vscode.Position, words: string | null): Promise<void> {
    const now = new Date();
    const time = `${now.getHours()}:${String(now.getMinutes()).padStart(2, '0')}`;
    const label = words === null ? time : `${time} at “${words}”`;
    const ranges = [{ start: position, end: position }];
    const argument = { uri: this.document.uri.toString(), ranges, rewrite: 'mark', label };
    await vscode.commands.executeCommand('debate-ls.rewrite', argument);
  }

  private async print(): Promise<void> {
    const reading = await this.reading();
    const defaultUri = pageUri(this.document);
    const options = { title: 'Save a page to print', filters: { 'Web page': ['html'] }, ...(defaultUri && { defaultUri }) };
    const target = reading && (await vscode.window.showSaveDialog(options));
    if (!target) return;
    await vscode.workspace.fs.writeFile(target, Buffer.from(printPage(name(this.document), reading.lines)));
    const answer = await vscode.window.showInformationMessage('Saved. Print it from a browser.', 'Open');
    if (answer) await vscode.env.openExternal(target);
  }
}

/** An untitled brief has no folder of its own. */
function pageUri({ uri }: vscode.TextDocument): vscode.Uri | undefined {
  return uri.scheme === 'file' ? uri.with({ path: `${uri.path.replace(/\.[^./]*$/, '')} to read.html` }) : undefined;
}

function name({ uri }: vscode.TextDocument): string {
  return uri.path.split('/').at(-1) ?? '';
}

async function saveSpeeds({ wordsPerMinute, tagWordsPerMinute }: Speeds): Promise<void> {
  const settings = vscode.workspace.getConfiguration('debate');
  if (settings.get('wordsPerMinute') !== wordsPerMinute) await save('debate.wordsPerMinute', wordsPerMinute);
  if (tagWordsPerMinute !== wordsPerMinute) await save('debate.tagWordsPerMinute', tagWordsPerMinute);
}

async function save(setting: string, value: number): Promise<void> {
  await vscode.workspace.getConfiguration().update(setting, value, vscode.ConfigurationTarget.Global);
}

const BODY = `
  <header role="status">
    <div><b id="speech"></b><span>speech</span></div>
    <div><b id="rest"></b><span>left to read</span></div>
    <div><b id="block"></b><span>this block</span></div>
    <div class="balance"><b id="balance"></b></div>
  </header>
  <main id="lines"></main>
  <footer>
    <span><kbd>↓</kbd><kbd>↑</kbd> line</span> <span><kbd>→</kbd><kbd>←</kbd> word</span> <span><kbd>[</kbd><kbd>]</kbd> block</span>
    <span><kbd>m</kbd> mark: read until here</span> <span><kbd>s</kbd> clock</span> <span><kbd>r</kbd> reset</span>
    <span><kbd>1</kbd>–<kbd>9</kbd> minutes</span> <span><kbd>+</kbd><kbd>-</kbd> size</span>
    <span><kbd>,</kbd><kbd>.</kbd> evidence <b id="evidence-speed"></b> wpm</span>
    <span><kbd>&lt;</kbd><kbd>&gt;</kbd> tags <b id="tag-speed"></b> wpm</span>
    <span><kbd>p</kbd> print</span> <span><kbd>Enter</kbd> edit</span>
  </footer>`;
