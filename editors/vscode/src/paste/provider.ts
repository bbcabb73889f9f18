/**
 * Pastes text from Word or a web page: with its underlining, emphasis and highlighting as marks, or as a card with the cite
 * of the page. A card is only offered, below the plain text. Everything comes from the clipboard, nothing from the network.
 */

import * as vscode from 'vscode';

import { isBrief, WORD_SCHEME } from '../documents';
import { card, isCitable, type Part } from './card';
import { LONGEST, read, type Paragraph } from './html';
import { cardText, isMarked } from './marks';

const { Text } = vscode.DocumentDropOrPasteEditKind;
const WITH_MARKS = Text.append('debate', 'marks');
const AS_CARD = Text.append('debate', 'card');
const PLAIN = Text.append('plain');

export function pasting(): vscode.Disposable {
  return vscode.languages.registerDocumentPasteEditProvider(
    { language: 'debate' },
    { provideDocumentPasteEdits: edits },
    { providedPasteEditKinds: [WITH_MARKS, AS_CARD], pasteMimeTypes: ['text/html'] },
  );
}

async function edits(
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  clipboard: vscode.DataTransfer,
): Promise<vscode.DocumentPasteEdit[]> {
  const html = (await clipboard.get('text/html')?.asString()) ?? '';
  const plain = (await clipboard.get('text/plain')?.asString()) ?? '';
  if (html.length > LONGEST || isFromEditor(html) || !isBrief(document) || document.uri.scheme === WORD_SCHEME) return [];
  const pasted = read(html);
  const { paragraphs, page, isWord } = pasted;
  // Where the formatting would change a letter, the text is pasted as it is.
  if (letters(textOf(paragraphs)) !== letters(plain)) return [];
  const [first] = ranges;
  const isBlankLine = ranges.length === 1 && first !== undefined && document.lineAt(first.start.line).text.trim() === '';
  const offered: vscode.DocumentPasteEdit[] = [];
  if (isMarked(pasted)) offered.push(new vscode.DocumentPasteEdit(cardText(pasted), 'Paste with Cutting Marks', WITH_MARKS));
  if (isBlankLine && !isWord && paragraphs.length > 0 && isCitable(page)) {
    const edit = new vscode.DocumentPasteEdit(snippet(card(page, cardText(pasted), new Date())), 'Paste as Card', AS_CARD);
    // Never what a paste does by itself.
    edit.yieldTo = [PLAIN, WITH_MARKS];
    offered.push(edit);
  }
  return offered;
}

/** Whether an editor like this one wrote the HTML, which colors its text and means nothing by it. */
function isFromEditor(html: string): boolean {
  return /^[^>]*(<meta[^>]*>\s*)?<div style="[^"]*white-space: ?pre/.test(html.slice(0, 1000));
}

function textOf(paragraphs: Paragraph[]): string {
  return paragraphs.flatMap(({ runs }) => runs.map(({ text }) => text)).join('');
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

function snippet(parts: Part[]): vscode.SnippetString {
  const built = new vscode.SnippetString();
  for (const part of parts) {
    if ('text' in part) built.appendText(part.text);
    else built.appendPlaceholder(part.gap);
  }
  return built;
}
