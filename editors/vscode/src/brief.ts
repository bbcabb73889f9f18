/**
 * `debate/brief`: what a brief holds, for what the protocol has no request of its own: the dates view, the status
 * item, motions, statistics, and what is copied.
 *
 * The types are the wire format. The server counts and words everything; nothing here reads the text again.
 */

import { RequestType, type Range, type TextDocumentIdentifier } from 'vscode-languageclient';

export interface BriefParams {
  textDocument: TextDocumentIdentifier;
  /** Only the entries that touch this range; without it all of them. */
  range?: Range;
  /** Also `readText` and `csl`, which are long. */
  texts?: boolean;
}

/** An open document; null where the server does not have it open. */
export interface Brief {
  /** The day from which ages are counted: `2021-10-01`. */
  today: string;
  /** The speed behind every `seconds`. */
  wordsPerMinute: number;
  /** From what age, in months, the house holds evidence to be stale. */
  staleMonths: number;
  /** Headings, cards and analytics in the order of the page, one flat list. */
  entries: Entry[];
}

export type Entry = Heading | Card | Analytic;

interface Common {
  /** On one line, never empty: `(no tag)`, as in the outline. */
  name: string;
  /** The texts of the headings around it, outermost first, without its own. */
  path: string[];
  /** All of it; of a heading its line alone. */
  range: Range;
  /** The heading or the tag alone, inside `range`; where a card has no tag, its cite. */
  selectionRange: Range;
}

export interface Heading extends Common {
  kind: 'pocket' | 'hat' | 'block';
}

/** An argument without evidence. */
export interface Analytic extends Common, Aloud {
  kind: 'analytic';
}

export interface Card extends Common, Aloud {
  kind: 'card';
  cites: Cite[];
  bodyRange: Range | null;
  /** Words of the body, read or not. */
  bodyWords: number;
  /** As of the brief; of a tag in whose words the house sets another limit, that. */
  staleMonths: number;
}

/** What is read aloud: of a card the tag, the short cites, and of the body what is marked, else all. */
export interface Aloud {
  readWords: number;
  seconds: number;
  /** The words themselves, a paragraph a line. Only with `texts`. */
  readText?: string;
}

export interface Cite {
  range: Range;
  /** As it stands in the brief. */
  text: string;
  /** `Choi 21`; null where neither name nor year can be told. */
  shortCite: string | null;
  issued: Issued | null;
  /** A CSL-JSON item. Only with `texts`. */
  csl?: CslItem;
}

/** When a source was published; of a cite that says nothing of it, null stands in its place. */
export interface Issued {
  range: Range;
  /** `2021-09-07`, `2021-09-09/2021-09-16`, `XXXX-09-01`; null: it says there is none, or no such day exists. */
  edtf: string | null;
  /** In words: `Sep 7, 2021`, `Sep 1, year missing`, `no date`. */
  text: string;
  /** `5 years 2 months ago` */
  age: string | null;
  /** The first and the last day that it can mean, as ISO days. Null without a year. */
  days: [first: string, last: string] | null;
  /** Why it is a conclusion and not what the date itself says. */
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
