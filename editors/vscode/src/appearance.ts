/**
 * Draws a brief as it is on paper: underlined, boxed and highlighted words, dimmed signs, faded text that is not read, and
 * headings that differ. Themes cannot: most color tokens only. Asks the server for what is on the screen, when typing
 * pauses; in between, the editor moves the decorations with the text. Only the looks that are then wrong are set anew,
 * because the editor renders every row of a decoration that is set.
 */

import * as vscode from 'vscode';
import { RequestType, type Position, type Range, type TextDocumentIdentifier } from 'vscode-languageclient';

import { toRange } from './convert';
import { isBrief } from './documents';
import { afterEdit } from './movedRanges';
import type { Server } from './server/server';

/** `debate/appearance`: the ranges of each look. The request returns null if the server does not have the brief open. */
type Appearance = Record<Look, Range[]>;
type Look = 'underline' | 'emphasis' | 'highlight' | 'sign' | 'unread' | 'pocket' | 'hat' | 'block' | 'tag';

const request = new RequestType<{ textDocument: TextDocumentIdentifier; range: Range }, Appearance | null, void>(
  'debate/appearance',
);

/** After the last change or scroll, in ms. */
const DELAY = 120;
/** Lines above and below the screen that are drawn too, so that scrolling shows no text that is not drawn. */
const MARGIN = 40;
/**
 * Of a paragraph that is longer than the screen, the characters that are drawn too. Every decoration of a paragraph costs
 * time at each key in it.
 */
const MARGIN_IN_PARAGRAPH = 2000;
/** The setting, and how strong text that is not read is with each value, in percent of its color. */
const SETTING = 'debate.cutting.unread';
const UNREAD: Record<string, number> = { off: 100, faded: 55, smaller: 70 };
/** A decoration has no size of its own: this CSS rides along with another property. */
const SMALLER = 'none; font-size: 72%';

export function appearance(server: Server): vscode.Disposable[] {
  const painter = new Painter(server);
  return [
    painter,
    server.onDidStart(() => {
      painter.schedule();
    }),
    vscode.window.onDidChangeVisibleTextEditors(() => {
      painter.schedule();
    }),
    vscode.window.onDidChangeTextEditorVisibleRanges(() => {
      painter.schedule();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isBrief(document) || contentChanges.length === 0) return;
      painter.moveDrawn(document, contentChanges);
      painter.schedule();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTING)) painter.restyle();
    }),
    vscode.window.onDidChangeActiveColorTheme(() => {
      painter.restyle();
    }),
    vscode.commands.registerCommand('debate.toggleUnread', toggleUnread),
  ];
}

class Painter implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;
  private styles = styles();
  /** Where the decorations of an editor are by now. A look that is missing may be anywhere. */
  private drawn = new WeakMap<vscode.TextEditor, Map<Look, vscode.Range[]>>();

  constructor(private readonly server: Server) {}

  schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void Promise.all(vscode.window.visibleTextEditors.filter(({ document }) => isBrief(document)).map((editor) => this.paint(editor)));
    }, DELAY);
  }

  /** Follows what the editors do with their decorations when the text changes. */
  moveDrawn(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    for (const editor of vscode.window.visibleTextEditors.filter((editor) => editor.document === document)) {
      const moved = [...(this.drawn.get(editor) ?? [])].flatMap(([look, ranges]) => {
        const now = afterEdit(ranges, changes);
        return now ? [[look, now.map(toRange)] as const] : [];
      });
      this.drawn.set(editor, new Map(moved));
    }
  }

  restyle(): void {
    this.disposeStyles();
    this.drawn = new WeakMap();
    this.styles = styles();
    this.schedule();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.disposeStyles();
  }

  private async paint(editor: vscode.TextEditor): Promise<void> {
    const client = this.server.running;
    const shown = editor.visibleRanges[0];
    const last = editor.visibleRanges.at(-1);
    if (!client || !shown || !last) return;
    const { document } = editor;
    const { version } = document;
    const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
    const range = { start: before(shown.start), end: after(last.end, document) };
    const looks = await client.sendRequest(request, { textDocument, range }).catch(() => null);
    // The next change has scheduled another.
    if (!looks || document.version !== version) return;
    const drawn = this.drawn.get(editor) ?? new Map<Look, vscode.Range[]>();
    this.drawn.set(editor, drawn);
    for (const [look, style] of this.styles) {
      const ranges = looks[look].map(toRange);
      if (areEqual(ranges, drawn.get(look))) continue;
      editor.setDecorations(style, ranges);
      drawn.set(look, ranges);
    }
  }

  private disposeStyles(): void {
    this.styles.forEach((style) => {
      style.dispose();
    });
  }
}

function areEqual(ranges: vscode.Range[], others: vscode.Range[] | undefined): boolean {
  return ranges.length === others?.length && ranges.every((range, index) => others[index]?.isEqual(range));
}

function before({ line, character }: vscode.Position): Position {
  if (character > MARGIN_IN_PARAGRAPH) return { line, character: character - MARGIN_IN_PARAGRAPH };
  return { line: Math.max(line - MARGIN, 0), character: 0 };
}

function after({ line, character }: vscode.Position, document: vscode.TextDocument): Position {
  const rest = document.lineAt(line).text.length - character;
  if (rest > MARGIN_IN_PARAGRAPH) return { line, character: character + MARGIN_IN_PARAGRAPH };
  return { line: Math.min(line + MARGIN, document.lineCount), character: 0 };
}

/**
 * A color, because the browser paints each element with an opacity as a layer of its own. High contrast needs the opacity:
 * there a selection has a color for its text, which a color of ours would replace by one that cannot be read on it.
 */
function faded(percent: number): vscode.DecorationRenderOptions {
  const { HighContrast, HighContrastLight } = vscode.ColorThemeKind;
  if (percent === 100) return {};
  if ([HighContrast, HighContrastLight].includes(vscode.window.activeColorTheme.kind)) return { opacity: `${percent / 100}` };
  return { color: `color-mix(in srgb, var(--vscode-editor-foreground) ${percent}%, transparent)` };
}

function styles(): Map<Look, vscode.TextEditorDecorationType> {
  const color = (name: string) => new vscode.ThemeColor(`debate.${name}`);
  const unread = vscode.workspace.getConfiguration().get<string>(SETTING, 'faded');
  // Inside a paragraph, bold is CSS: with `fontWeight`, VS Code measures every place in the line at each key.
  // Of two styles that disagree, the one that is named first wins: a sign in highlighted text has its color.
  const options: Record<Look, vscode.DecorationRenderOptions> = {
    highlight: { backgroundColor: color('highlightBackground'), color: color('highlightForeground') },
    underline: { textDecoration: 'underline; text-underline-offset: 3px; text-decoration-thickness: 1px' },
    emphasis: { textDecoration: 'none; font-weight: bold', border: '1px solid', borderColor: color('emphasisBorder') },
    sign: { ...faded(40), textDecoration: 'none; font-weight: normal' },
    unread: { ...faded(UNREAD[unread] ?? 100), ...(unread === 'smaller' ? { textDecoration: SMALLER } : {}) },
    pocket: { isWholeLine: true, fontWeight: 'bold', borderWidth: '2px 0', borderStyle: 'solid', borderColor: color('headingBorder') },
    hat: { isWholeLine: true, fontWeight: 'bold', borderWidth: '0 0 2px 0', borderStyle: 'double', borderColor: color('headingBorder') },
    block: { isWholeLine: true, fontWeight: 'bold', backgroundColor: color('blockBackground'), borderWidth: '0 0 1px 0', borderStyle: 'solid', borderColor: color('headingBorder') },
    tag: { fontWeight: 'bold' },
  };
  return new Map(
    (Object.keys(options) as Look[]).map((look) => {
      const behavior = vscode.DecorationRangeBehavior.ClosedClosed;
      return [look, vscode.window.createTextEditorDecorationType({ rangeBehavior: behavior, ...options[look] })];
    }),
  );
}

/** The next value of the setting: off, faded, smaller, off. */
async function toggleUnread(): Promise<void> {
  const values = Object.keys(UNREAD);
  const settings = vscode.workspace.getConfiguration();
  const next = values[(values.indexOf(settings.get(SETTING, 'faded')) + 1) % values.length];
  await settings.update(SETTING, next, vscode.ConfigurationTarget.Global);
}
