/** The view *Find Cards*: words, filters, and the cards of all briefs that fit, by block. */

import * as vscode from 'vscode';

import type { BriefCache } from '../briefCache';
import { toPosition } from '../convert';
import { jump } from '../navigate';
import { runOnServer } from '../server/command';
import type { Server } from '../server/server';
import { asBrief } from '../word/cards';
import { escapeIcons } from '../wording';
import { findRequest, type FindParams, type FoundCard, type FoundCards } from './find';
import { InsertionTarget } from './target';
import { blocks, cardDescription, filterSummary, FILTERS, filterValue, isQuery, message, total, type CardNode, type FilterNode, type FindNode } from './tree';

const VIEW = 'debate.find';
/** After the last key in the input box, in ms. */
const TYPING_DELAY = 150;
/** Until it is asked again while files are being read, in ms. */
const READING_DELAY = 1000;

export function findView(server: Server, briefs: BriefCache): vscode.Disposable[] {
  const target = new InsertionTarget();
  const tree = new FindTree(server);
  const command = (name: string, run: (node: never) => unknown) => vscode.commands.registerCommand(`debate.${name}`, run);
  return [
    target,
    tree,
    server.onDidStart(() => {
      tree.search();
    }),
    command('findCards', () => tree.askForWords()),
    command('filterFoundCards', ({ filter }: FilterNode) => tree.askForFilter(filter)),
    command('clearFind', () => {
      tree.change({});
    }),
    command('openFoundCard', ({ card }: CardNode) => open(card, target)),
    command('insertFoundCard', ({ card }: CardNode) => insert(card, target)),
    command('copyFoundCite', ({ card }: CardNode) => copyCite(card, briefs)),
  ];
}

class FindTree implements vscode.TreeDataProvider<FindNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<FindNode>;
  private query: FindParams = {};
  private found: FoundCards | undefined;
  private timer: NodeJS.Timeout | undefined;
  private asked = 0;

  constructor(private readonly server: Server) {
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.show();
  }

  /** Asks for the words, and searches while they are typed. */
  async askForWords(): Promise<void> {
    const before = this.query;
    await vscode.commands.executeCommand(`${VIEW}.focus`);
    const words = await ask('Find cards: words of the tag, the cite or the text', before.words ?? '', (typed) => {
      this.change({ ...before, words: typed }, TYPING_DELAY);
    });
    this.change(words === undefined ? before : { ...before, words });
  }

  async askForFilter(filter: FilterNode['filter']): Promise<void> {
    const { name, prompt } = filter;
    if (prompt === undefined) {
      this.change({ ...this.query, [name]: filterValue(this.query, filter) === '' });
      return;
    }
    const value = await ask(`${prompt}. Empty for any`, filterValue(this.query, filter));
    if (value !== undefined) this.change({ ...this.query, [name]: value.trim() });
  }

  /** Searches with another query after `delay` ms. */
  change(query: FindParams, delay = 0): void {
    this.query = query;
    void vscode.commands.executeCommand('setContext', 'debate.hasQuery', isQuery(query));
    this.search(delay);
  }

  search(delay = 0): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), delay);
  }

  private async ask(): Promise<void> {
    this.asked += 1;
    const { asked, query } = this;
    const client = this.server.running;
    try {
      const found = client && isQuery(query) ? await client.sendRequest(findRequest, query) : undefined;
      // A later question gets a later answer.
      if (asked !== this.asked) return;
      this.found = found;
      this.show();
      if (found?.stillReading === true) this.search(READING_DELAY);
    } catch (error) {
      if (asked !== this.asked) return;
      this.found = undefined;
      this.show(error instanceof Error ? error.message : String(error));
    }
  }

  private show(problem = message(this.query, this.found)): void {
    this.view.message = this.server.running ? problem : '';
    this.view.description = this.found ? total(this.found) : '';
    this.changed.fire(undefined);
  }

  getChildren(node?: FindNode): FindNode[] {
    // Without a server, the view says what to do.
    if (!this.server.running) return [];
    if (!node) return [{ kind: 'words' }, { kind: 'filters' }, ...blocks(this.found?.cards ?? [], nameOf)];
    if (node.kind === 'filters') return FILTERS.map((filter) => ({ kind: 'filter', filter }));
    return node.kind === 'block' ? node.cards : [];
  }

  getTreeItem(node: FindNode): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    switch (node.kind) {
      case 'words': {
        const words = this.query.words ?? '';
        const search = { title: 'Find Cards', command: 'debate.findCards' };
        return item(words === '' ? 'Words…' : words, None, 'search', { command: search, id: 'words', tooltip: 'The words to find' });
      }
      case 'filters':
        return item('Filters', Collapsed, 'filter', { id: 'filters', description: filterSummary(this.query) || 'none' });
      case 'filter': {
        const value = filterValue(this.query, node.filter);
        const change = { title: 'Change', command: 'debate.filterFoundCards', arguments: [node] };
        const icon = value === '' ? 'circle-outline' : 'pass-filled';
        return item(node.filter.label, None, icon, { id: `filter ${node.filter.name}`, description: value || 'any', command: change });
      }
      case 'block':
        return item(node.name, Expanded, 'symbol-class', { description: node.place, contextValue: 'block' });
      case 'card': {
        const { tag, headings } = node.card;
        const show = { title: 'Open', command: 'debate.openFoundCard', arguments: [node] };
        const description = cardDescription(node.card);
        const tooltip = [tag, description, headings, nameOf(node.card.location.uri)].filter(Boolean).join('\n');
        return item(tag || '(no tag)', None, 'quote', { description, tooltip, contextValue: 'card', command: show });
      }
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.view.dispose();
    this.changed.dispose();
  }
}

function item(label: string, state: vscode.TreeItemCollapsibleState, icon: string, more: Partial<vscode.TreeItem>): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(escapeIcons(label), state), { iconPath: new vscode.ThemeIcon(icon), ...more });
}

/** An input box. Undefined if the user leaves it with Escape. */
function ask(placeholder: string, value: string, onTyped?: (value: string) => void): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  Object.assign(input, { placeholder, value });
  return new Promise((resolve) => {
    if (onTyped) input.onDidChangeValue(onTyped);
    input.onDidAccept(() => {
      resolve(input.value);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

function nameOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri).with({ scheme: 'file' }), false);
}

async function documentOf({ location }: FoundCard): Promise<vscode.TextDocument> {
  return asBrief(await vscode.workspace.openTextDocument(vscode.Uri.parse(location.uri)));
}

async function open(card: FoundCard, target: InsertionTarget): Promise<void> {
  const document = await documentOf(card);
  target.lookAt(document);
  const editor = await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  jump(editor, toPosition(card.location.range.start));
}

async function insert(card: FoundCard, target: InsertionTarget): Promise<void> {
  const { document: to, at } = target.current ?? {};
  if (!to || !at) {
    vscode.window.setStatusBarMessage('$(info) Put the cursor where the card goes, in a brief.', 6000);
    return;
  }
  const from = await documentOf(card);
  const { start } = card.location.range;
  const range = { start, end: start };
  const inserted = await runOnServer<string>('debate-ls.send', { uri: from.uri.toString(), range, to: to.uri.toString(), at });
  if (inserted !== undefined) vscode.window.setStatusBarMessage(`$(check) Inserted: ${escapeIcons(inserted)}`, 4000);
}

async function copyCite(card: FoundCard, briefs: BriefCache): Promise<void> {
  const at = toPosition(card.location.range.start);
  const brief = await briefs.getWithTexts(await documentOf(card), new vscode.Range(at, at));
  const cites = brief?.entries.flatMap((entry) => (entry.kind === 'card' ? entry.cites : []));
  const [cite] = cites ?? [];
  if (!cite) {
    vscode.window.setStatusBarMessage('$(info) This card has no cite.', 4000);
    return;
  }
  await vscode.env.clipboard.writeText(cite.text);
  vscode.window.setStatusBarMessage('$(check) Copied the cite.', 3000);
}
