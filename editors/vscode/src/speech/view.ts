/** The view *Speech*: the cards of the speech document, with times. Drag a card or a heading to where it is read. */

import * as vscode from 'vscode';

import type { Brief, Entry } from '../brief';
import type { BriefCache } from '../briefCache';
import { toPosition } from '../convert';
import { jump } from '../navigate';
import { summary } from '../pages/statistics';
import { runOnServer } from '../server/command';
import { escapeIcons } from '../wording';
import type { SpeechDocument } from './speechDocument';
import { description, speechTree, type SpeechNode } from './tree';

const VIEW = 'debate.speech';
/** What is dragged: its lines in the document. */
const MIME = 'application/vnd.code.tree.debate.speech';

const ICONS: Record<Entry['kind'], string> = {
  pocket: 'folder-library',
  hat: 'folder',
  block: 'symbol-class',
  card: 'quote',
  analytic: 'comment',
};

export function speechView(speech: SpeechDocument, briefs: BriefCache): vscode.Disposable[] {
  const tree = new SpeechTree(speech, briefs);
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: tree, dragAndDropController: tree, showCollapseAll: true });
  const refresh = () => void tree.refresh(view);
  return [
    view,
    tree,
    speech.onDidChange(refresh),
    briefs.onDidChange((document) => {
      if (document === speech.current) refresh();
    }),
    vscode.commands.registerCommand('debate.openInSpeech', (node: SpeechNode) => open(speech, node)),
    vscode.commands.registerCommand('debate.moveUpInSpeech', (node: SpeechNode) => step(speech, node, 'moveUp')),
    vscode.commands.registerCommand('debate.moveDownInSpeech', (node: SpeechNode) => step(speech, node, 'moveDown')),
  ];
}

class SpeechTree implements vscode.TreeDataProvider<SpeechNode>, vscode.TreeDragAndDropController<SpeechNode>, vscode.Disposable {
  readonly dragMimeTypes = [MIME];
  readonly dropMimeTypes = [MIME];
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private brief: Brief | null = null;

  constructor(
    private readonly speech: SpeechDocument,
    private readonly briefs: BriefCache,
  ) {}

  async refresh(view: vscode.TreeView<SpeechNode>): Promise<void> {
    const document = this.speech.current;
    this.brief = document ? await this.briefs.get(document) : null;
    view.description = this.brief && document ? summary(this.brief) : '';
    this.changed.fire(undefined);
  }

  getChildren(node?: SpeechNode): SpeechNode[] {
    if (node) return node.children;
    return this.brief ? speechTree(this.brief) : [];
  }

  getTreeItem(node: SpeechNode): vscode.TreeItem {
    const { entry } = node;
    const { None, Expanded } = vscode.TreeItemCollapsibleState;
    // Also of an empty heading: the first card sent to it must be seen.
    const isLeaf = entry.kind === 'card' || entry.kind === 'analytic';
    const item = new vscode.TreeItem(escapeIcons(entry.name), isLeaf ? None : Expanded);
    item.description = this.brief ? description(this.brief, entry) : '';
    item.iconPath = new vscode.ThemeIcon(ICONS[entry.kind]);
    item.contextValue = 'entry';
    item.command = { title: 'Open', command: 'debate.openInSpeech', arguments: [node] };
    return item;
  }

  handleDrag([node]: readonly SpeechNode[], data: vscode.DataTransfer): void {
    if (node) data.set(MIME, new vscode.DataTransferItem(node.entry.selectionRange.start));
  }

  /** On an entry: before it. Below all of them: at the end. */
  async handleDrop(target: SpeechNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const from: unknown = data.get(MIME)?.value;
    const uri = this.speech.current?.uri.toString();
    if (from === undefined || uri === undefined) return;
    await runOnServer('debate-ls.move', { uri, from, before: target?.entry.selectionRange.start ?? null });
  }

  dispose(): void {
    this.changed.dispose();
  }
}

async function open(speech: SpeechDocument, { entry }: SpeechNode): Promise<void> {
  if (!speech.current) return;
  const visible = vscode.window.visibleTextEditors.find(({ document }) => document === speech.current);
  const options = visible?.viewColumn === undefined ? {} : { viewColumn: visible.viewColumn };
  jump(await vscode.window.showTextDocument(speech.current, options), toPosition(entry.selectionRange.start));
}

async function step(speech: SpeechDocument, { entry }: SpeechNode, rewrite: string): Promise<void> {
  const uri = speech.current?.uri.toString();
  if (uri === undefined) return;
  const { start } = entry.selectionRange;
  await runOnServer('debate-ls.rewrite', { uri, ranges: [{ start, end: start }], rewrite });
}
