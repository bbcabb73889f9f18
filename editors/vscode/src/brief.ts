/**
 * `debate/brief`: what is in a brief, for features that LSP has no request for: the dates view, the status bar item,
 * motions, statistics, and copying.
 *
 * The types are the wire format. The server counts and formats everything; nothing here parses the text again.
 */

import { RequestType, type Range, type TextDocumentIdentifier } from 'vscode-languageclient';

export interface BriefParams {
  textDocument: TextDocumentIdentifier;
  /** Only the entries that touch this range. Without it: all entries. */
  range?: Range;
  /** Whether to include `readText` and `csl`, which are long. */
  texts?: boolean;
}

/** An open document. The request returns null if the server does not have it open. */
export interface Brief {
  /** The day that ages are counted from: `2021-10-01`. */
  today: string;
  /** The speeds that every `seconds` is computed with: of evidence, and of tags, short cites and analytics. */
  wordsPerMinute: number;
  tagWordsPerMinute: number;
  /** The age in months from which the team's settings call evidence stale. */
  staleMonths: number;
  /** Headings, cards and analytics in document order, as a flat list. */
  entries: Entry[];
}

export type Entry = Heading | Card | Analytic;

interface EntryBase {
  /** One line, never empty: `(no tag)`, as in the outline. */
  name: string;
  /** The names of the headings above it, outermost first, without its own. */
  path: string[];
  /** The whole entry. For a heading: its line only. */
  range: Range;
  /** The heading or tag only, inside `range`. For a card without a tag: its cite. */
  selectionRange: Range;
}

export interface Heading extends EntryBase {
  kind: 'pocket' | 'hat' | 'block';
}

/** An argument without evidence. */
export interface Analytic extends EntryBase, ReadAloud {
  kind: 'analytic';
}

export interface Card extends EntryBase, ReadAloud {
  kind: 'card';
  cites: Cite[];
  bodyRange: Range | null;
  /** All words of the body, whether read aloud or not. */
  bodyWords: number;
  /** The age in months from which it is stale. Null if the tag claims nothing about the present. */
  staleMonths: number | null;
}

/** What is read aloud. For a card: the tag, the short cites, and the marked parts of the body, or else all of it. */
export interface ReadAloud {
  readWords: number;
  /** How many of them are evidence. */
  readEvidence: number;
  seconds: number;
  /** The words themselves, one paragraph per line. Only with `texts`. */
  readText?: string;
}

export interface Cite {
  range: Range;
  /** The text in the brief, unchanged. */
  text: string;
  /** `Choi 21`. Null if the cite has no name and no year. */
  shortCite: string | null;
  issued: Issued | null;
  /** A CSL-JSON item. Only with `texts`. */
  csl?: CslItem;
}

/** When a source was published. */
export interface Issued {
  range: Range;
  /** `2021-09-07`, `2021-09-09/2021-09-16`, `XXXX-09-01`. Null if the cite says “no date”, or the day does not exist. */
  edtf: string | null;
  /** For display: `Sep 7, 2021`, `Sep 1, year missing`, `no date`. */
  text: string;
  /** `5 years 2 months ago` */
  age: string | null;
  /** The first and the last day the date can mean, as ISO dates. Null without a year. */
  days: [first: string, last: string] | null;
  /** Why the date is inferred. Null if the cite states it. */
  inferred: string | null;
}

/** The fields of CSL-JSON that the bibliography shows. */
export interface CslItem {
  author?: { family?: string; given?: string; literal?: string }[];
  title?: string;
  'container-title'?: string;
  volume?: string;
  issue?: string;
  page?: string;
  URL?: string;
  DOI?: string;
}

export const briefRequest = new RequestType<BriefParams, Brief | null, void>('debate/brief');
