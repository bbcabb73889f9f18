/** Small briefs for tests: a place is the number of its line, and every line has ten characters. */

import type { Range } from 'vscode-languageclient';

import type { Brief, Card, Cite, Entry, Heading, Issued } from './brief';

export function brief(entries: Entry[], today = '2021-10-01'): Brief {
  return { today, wordsPerMinute: 350, staleMonths: 24, entries };
}

export function line(first: number, last = first): Range {
  return { start: { line: first, character: 0 }, end: { line: last, character: 10 } };
}

export function heading(kind: Heading['kind'], name: string, at: number, path: string[] = []): Heading {
  return { kind, name, path, range: line(at), selectionRange: line(at) };
}

interface CardParts {
  path?: string[];
  cites?: number[];
  issued?: Issued | null;
  shortCite?: string;
  readWords?: number;
  staleMonths?: number;
}

/** A card over five lines; its cites are where `cites` says. */
export function card(name: string, at: number, parts: CardParts = {}): Card {
  const { path = [], cites = [at + 2], readWords = 70, staleMonths = 24 } = parts;
  return {
    kind: 'card',
    name,
    path,
    range: line(at, at + 4),
    selectionRange: line(at),
    cites: cites.map((place) => cite(place, parts)),
    bodyRange: line(at + 4),
    bodyWords: 100,
    staleMonths,
    readWords,
    seconds: (readWords * 60) / 350,
  };
}

function cite(at: number, { issued = null, shortCite = 'Choi 21' }: CardParts): Cite {
  return { range: line(at), text: `${shortCite}, The Hill`, shortCite, issued };
}

/** A date with the first and the last day that it can mean. */
export function issued(first: string, last = first): Issued {
  const edtf = first === last ? first : `${first}/${last}`;
  return { range: line(0), edtf, text: edtf, age: 'some time ago', days: [first, last], inferred: null };
}
