/** `debate/reading`: what is read aloud, in the order of reading. The types are the wire format. */

import { RequestType, type Range, type TextDocumentIdentifier } from 'vscode-languageclient';

export interface ReadingParams {
  textDocument: TextDocumentIdentifier;
  /** Only the cards that touch this range. Without it: all cards. */
  range?: Range;
}

/** The request returns null if the server does not have the document open. */
export interface Reading extends Speeds {
  lines: Line[];
}

export interface Speeds {
  /** Of evidence. */
  wordsPerMinute: number;
  /** Of tags, short cites and analytics. */
  tagWordsPerMinute: number;
}

export interface Line {
  /** Headings are shown and not read. `mark`: the card was read up to here. */
  kind: 'pocket' | 'hat' | 'block' | 'tag' | 'cite' | 'evidence' | 'analytic' | 'mark';
  text: string;
  /** 0 for headings and marks. */
  words: number;
  /** The paragraph, tag, cite or heading in the brief. */
  range: Range;
}

export const readingRequest = new RequestType<ReadingParams, Reading | null, void>('debate/reading');
