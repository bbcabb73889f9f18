/** Small briefs for tests. A position is a line number, and every line has ten characters. */

import type { Range } from 'vscode-languageclient';

import type { Brief, Card, Cite, Entry, Heading, Issued } from './brief';

export function brief(entries: Entry[], today = '2021-10-01'): Brief {
  return { today, wordsPerMinute: 350, tagWordsPerMinute: 350, staleMonths: 24, entries };
}

export function line(first: number, last = first): Range {
  return { start: { line: first, character: 0 }, end: { line: last, character: 10 } };
}

export function heading(kind: Heading['kind'], name: string, start: number, path: string[] = []): Heading {
  return { kind, name, path, range: line(start), selectionRange: line(start) };
}

interface CardOptions {
  path?: string[];
  cites?: number[];
  issued?: Issued | null;
  shortCite?: string;
  readWords?: number;
  staleMonths?: number | null;
}

/** A card of five lines. `cites` has the lines of its cites. */
export function card(name: string, start: number, options: CardOptions = {}): Card {
  const { path = [], cites = [start + 2], readWords = 70, staleMonths = 24 } = options;
  return {
    kind: 'card',
    name,
    path,
    range: line(start, start + 4),
    selectionRange: line(start),
    cites: cites.map((citeLine) => cite(citeLine, options)),
    bodyRange: line(start + 4),
    bodyWords: 100,
    staleMonths,
    readWords,
    readEvidence: readWords,
    seconds: (readWords * 60) / 350,
  };
}

function cite(citeLine: number, { issued = null, shortCite = 'Choi 21' }: CardOptions): Cite {
  return { range: line(citeLine), text: `${shortCite}, The Hill`, shortCite, issued };
}

/** A date that can mean any day from `first` to `last`. */
export function issued(first: string, last = first): Issued {
  const edtf = first === last ? first : `${first}/${last}`;
  return { range: line(0), edtf, text: edtf, age: 'some time ago', days: [first, last], inferred: null };
}
