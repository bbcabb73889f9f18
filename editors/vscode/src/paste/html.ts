/** Reads HTML of the clipboard: its paragraphs with their formatting, and what it says about its page. Pure. */

import { Parser } from 'htmlparser2';

import { PageReader, type Page } from './page';
import { classes, declared, PLAIN, tagStyle, type Classes, type TextStyle } from './style';

export interface Clipboard {
  paragraphs: Paragraph[];
  page: Page;
  /** Whether Word wrote it, whose headings are pockets, hats, blocks and tags. */
  isWord: boolean;
}

export interface Paragraph {
  /** 1 to 4 for a heading of Word, 0 otherwise. */
  level: number;
  runs: Run[];
}

/** A stretch of equally formatted text. */
export interface Run {
  text: string;
  style: TextStyle;
}

/** In bytes of text. What is longer is pasted as it is: nobody pastes a book with its formatting. */
export const LONGEST = 4_000_000;

const BLOCKS = new Set(
  'address article aside blockquote body br center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th thead tr ul'.split(' '),
);
/** What is in them is not text of the page. */
const SKIPPED = new Set(['script', 'style', 'title', 'noscript', 'template', 'svg', 'iframe', 'object']);
/** Elements without an end. */
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

export function read(html: string): Clipboard {
  const isWord = /urn:schemas-microsoft-com:office:word|name="?Generator"? content="?Microsoft Word|class="?Mso/i.test(html);
  const page = new PageReader();
  const text = new TextReader(isWord);
  let raw = '';
  let skipped: string | undefined;
  const parser = new Parser({
    onopentag(tag, attributes) {
      page.open(tag, attributes);
      if (SKIPPED.has(tag)) {
        skipped ??= tag;
        raw = '';
      }
      text.open(tag, attributes);
    },
    ontext(words) {
      if (skipped !== undefined) raw += words;
      else {
        page.text(words);
        text.add(words);
      }
    },
    onclosetag(tag) {
      if (tag === skipped) {
        if (tag === 'style') text.sheet(raw);
        else page.raw(tag, raw);
        skipped = undefined;
      }
      page.close(tag);
      text.close(tag);
    },
    oncomment(comment) {
      if (comment.trim() === 'StartFragment') text.start();
      if (comment.trim() === 'EndFragment') text.end();
    },
  });
  parser.write(html);
  parser.end();
  return { paragraphs: text.paragraphs(), page: page.page(), isWord };
}

class TextReader {
  private done: Paragraph[] = [];
  private now: Paragraph = { level: 0, runs: [] };
  private readonly styles: { tag: string; style: TextStyle }[] = [];
  private known: Classes = new Map();
  private ended = false;

  constructor(private readonly isWord: boolean) {}

  /** What came before was not copied. */
  start(): void {
    this.done = [];
    this.now = { level: this.now.level, runs: [] };
  }

  end(): void {
    this.ended = true;
  }

  sheet(sheet: string): void {
    this.known = new Map([...this.known, ...classes(sheet)]);
  }

  open(tag: string, attributes: Record<string, string>): void {
    if (BLOCKS.has(tag)) this.endParagraph(this.isWord && /^h[1-4]$/.test(tag) ? Number(tag[1]) : 0);
    if (VOID.has(tag)) return;
    const outer = this.styles.at(-1)?.style ?? PLAIN;
    const ofClasses = (attributes.class ?? '').split(/\s+/).map((name) => this.known.get(name) ?? {});
    const style = Object.assign({}, outer, tagStyle(tag), ...ofClasses, declared(attributes.style ?? '')) as TextStyle;
    // A link is underlined because it is one, and a box around a paragraph is no emphasis.
    if (tag === 'a') style.underline = outer.underline;
    if (BLOCKS.has(tag)) style.emphasis = outer.emphasis;
    this.styles.push({ tag, style });
  }

  close(tag: string): void {
    const opened = this.styles.findLastIndex((open) => open.tag === tag);
    if (opened >= 0) this.styles.length = opened;
    if (BLOCKS.has(tag)) this.endParagraph(0);
  }

  add(words: string): void {
    const style = this.styles.at(-1)?.style ?? PLAIN;
    if (this.ended || style.hidden) return;
    const last = this.now.runs.at(-1);
    const isStart = last === undefined || last.text.endsWith(' ');
    const text = words.replace(/[\s\u00a0]+/g, ' ').replace(isStart ? /^ / : /^$/, '');
    if (text === '') return;
    this.now.runs.push({ text, style });
  }

  paragraphs(): Paragraph[] {
    this.endParagraph(0);
    return this.done;
  }

  private endParagraph(nextLevel: number): void {
    const last = this.now.runs.at(-1);
    if (last) last.text = last.text.trimEnd();
    if (this.now.runs.some(({ text }) => text.trim() !== '')) this.done.push(this.now);
    this.now = { level: nextLevel, runs: [] };
  }
}
