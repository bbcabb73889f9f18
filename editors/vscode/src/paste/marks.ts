/**
 * From formatted paragraphs to card text: `__underlined__`, `**emphasis**` and `==highlighted==`, so that the grammar reads
 * what was meant. The server does the same for Word files (`docx/marks.rs`, `docx/card_text.rs`). Pure.
 */

import type { Clipboard, Paragraph, Run } from './html';
import type { TextStyle } from './style';

const UNDERLINE = 1;
const EMPHASIS = 2;
const HIGHLIGHT = 4;
/** The one first that is outermost where several begin and end together. */
const SIGNS: [mark: number, sign: string][] = [
  [UNDERLINE, '__'],
  [EMPHASIS, '**'],
  [HIGHLIGHT, '=='],
];

/** Card text, with a blank line between paragraphs. */
export function cardText({ paragraphs, isWord }: Clipboard): string {
  const marksOf = habits(paragraphs, isWord);
  return paragraphs.map((paragraph) => line(paragraph, marksOf)).join('\n\n');
}

/** Whether anything of the formatting is kept. */
export function isMarked({ paragraphs, isWord }: Clipboard): boolean {
  const marksOf = habits(paragraphs, isWord);
  return paragraphs.some(({ level, runs }) => level > 0 || isShortCite(runs) || runs.some(({ style }) => marksOf(style) !== 0));
}

type MarksOf = (style: TextStyle) => number;

/** Bold is emphasis. In Word, where all that is read may be bold, only where it stands out, or nothing is underlined. */
function habits(paragraphs: Paragraph[], isWord: boolean): MarksOf {
  let [underlined, both, bold] = [0, 0, 0];
  for (const { text, style } of paragraphs.filter(({ level }) => level === 0).flatMap(({ runs }) => runs)) {
    const isCut = style.underline || style.emphasis || style.highlight;
    underlined += isCut ? text.length : 0;
    both += isCut && style.bold ? text.length : 0;
    bold += style.bold ? text.length : 0;
  }
  const standsOut = both * 10 < underlined * 9;
  const isAlone = !isWord || underlined * 20 < bold;
  return (style) => {
    const isEmphasis = style.emphasis || style.cite || (style.bold && (isAlone || (standsOut && (style.underline || style.highlight))));
    return (style.underline ? UNDERLINE : 0) | (isEmphasis ? EMPHASIS : 0) | (style.highlight ? HIGHLIGHT : 0);
  };
}

/** Whether a paragraph begins with bold words and goes on without any formatting: a cite. */
function isShortCite(runs: Run[]): boolean {
  const bold = runs.filter(({ style }) => style.bold).reduce((sum, { text }) => sum + text.length, 0);
  const all = runs.reduce((sum, { text }) => sum + text.length, 0);
  const isCut = runs.some(({ style }) => style.underline || style.highlight || style.emphasis);
  return !isCut && runs[0]?.style.bold === true && bold * 2 <= all && bold <= 60;
}

function line({ level, runs }: Paragraph, marksOf: MarksOf): string {
  const text = runs.map((run) => run.text).join('');
  if (level > 0) return `${'#'.repeat(level)} ${text}`;
  const shortCite = isShortCite(runs);
  const marks = runs.flatMap((run) => Array<number>(run.text.length).fill(shortCite && run.style.bold ? EMPHASIS : marksOf(run.style)));
  normalize(text, marks);
  return write(text, marks);
}

const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Changes the marks to what card text can say. */
function normalize(text: string, marks: number[]): void {
  // A mark opens at the start of a word. Its beginning is underlined, which says the least about it.
  for (let at = marks.length - 1; at > 0; at -= 1) {
    if (marks[at] !== 0 && marks[at - 1] === 0 && isLetter(text[at]) && isLetter(text[at - 1])) marks[at - 1] = UNDERLINE;
  }
  // What is emphasized amid underlined text is underlined as well; what is emphasized alone is not.
  for (let from = 0; from < marks.length; ) {
    let to = from;
    while (to < marks.length && ((marks[to] ?? 0) & (UNDERLINE | EMPHASIS)) !== 0) to += 1;
    const isMixed = marks.slice(from, to).some((mark) => (mark & EMPHASIS) === 0);
    for (let at = from; at < to; at += 1) marks[at] = isMixed ? (marks[at] ?? 0) | UNDERLINE : (marks[at] ?? 0) & ~UNDERLINE;
    from = to + 1;
  }
  // No mark begins or ends with a blank.
  for (const [mark] of SIGNS) trim(text, marks, mark);
}

function trim(text: string, marks: number[], mark: number): void {
  const has = (at: number) => ((marks[at] ?? 0) & mark) !== 0;
  for (let at = 0; at < marks.length; at += 1) if (has(at) && !has(at - 1) && text[at] === ' ') marks[at] = (marks[at] ?? 0) & ~mark;
  for (let at = marks.length - 1; at >= 0; at -= 1) if (has(at) && !has(at + 1) && text[at] === ' ') marks[at] = (marks[at] ?? 0) & ~mark;
}

function write(text: string, marks: number[]): string {
  let out = '';
  let open: typeof SIGNS = [];
  for (let at = 0; at <= marks.length; at += 1) {
    const now = marks[at] ?? 0;
    const kept = open.findIndex(([mark]) => (now & mark) === 0);
    if (kept >= 0) {
      out += open.slice(kept).map(([, sign]) => sign).reverse().join('');
      open = open.slice(0, kept);
    }
    const opened = SIGNS.filter(([mark]) => (now & mark) !== 0 && !open.some(([other]) => other === mark));
    // The longer one is outside.
    opened.sort(([one], [other]) => end(marks, at, other) - end(marks, at, one));
    out += opened.map(([, sign]) => sign).join('');
    open = [...open, ...opened];
    out += escaped(text, at);
  }
  return out;
}

/** Where a mark that is in effect at `at` ends. */
function end(marks: number[], at: number, mark: number): number {
  let after = at;
  while (((marks[after] ?? 0) & mark) !== 0) after += 1;
  return after;
}

/** A character. Where the text has a sign itself, a backslash stands before it. */
function escaped(text: string, at: number): string {
  const character = text[at] ?? '';
  const isSign = '_*='.includes(character) && character !== '' && text[at + 1] === character;
  const isHeading = at === 0 && (/^#{1,4}(\s|$)/.test(text) || text.startsWith('<!--'));
  return isSign || isHeading ? `\\${character}` : character;
}
