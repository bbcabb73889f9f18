/** Totals of a brief, a heading or a selection: cards, words, reading time. Pure. */

import type { Range } from 'vscode-languageclient';

import type { Brief, Entry, Heading } from './brief';
import { contains } from './position';

/** Words per minute. */
type Speeds = Pick<Brief, 'wordsPerMinute' | 'tagWordsPerMinute'>;

export interface Totals {
  cards: number;
  /** Words read aloud. */
  words: number;
  /** Computed from all words together, as the server does; a sum of rounded times would differ. */
  seconds: number;
}

/** The totals of the brief, or of what is under `heading`. */
export function totalsOf(brief: Brief, heading?: Heading): Totals {
  return sum(heading ? entriesUnder(brief, heading) : brief.entries, brief);
}

/** The entries that are completely inside `range`. */
export function entriesIn(brief: Brief, range: Range): Entry[] {
  return brief.entries.filter((entry) => contains(range, entry.range.start) && contains(range, entry.range.end));
}

export function sum(entries: Entry[], speeds: Speeds): Totals {
  const total: Totals = { cards: 0, words: 0, seconds: 0 };
  let evidence = 0;
  for (const entry of entries) {
    if (entry.kind === 'card') total.cards += 1;
    if (entry.kind === 'card' || entry.kind === 'analytic') {
      total.words += entry.readWords;
      evidence += entry.readEvidence;
    }
  }
  total.seconds = secondsAt(total.words - evidence, evidence, speeds);
  return total;
}

/** As the server computes it: rounded once, and at least 1 if there is a word. */
function secondsAt(tags: number, evidence: number, { wordsPerMinute, tagWordsPerMinute }: Speeds): number {
  const exact = (evidence * 60) / Math.max(wordsPerMinute, 1) + (tags * 60) / Math.max(tagWordsPerMinute, 1);
  return Math.max(Math.round(exact), Math.min(tags + evidence, 1));
}

/** The entries after `heading`, up to the next heading of its level or above. */
export function entriesUnder({ entries }: Brief, heading: Heading): Entry[] {
  const first = entries.indexOf(heading) + 1;
  const rest = entries.slice(first);
  const length = rest.findIndex((entry) => level(entry) <= level(heading));
  return length < 0 ? rest : rest.slice(0, length);
}

const LEVELS: Entry['kind'][] = ['pocket', 'hat', 'block', 'card', 'analytic'];

function level(entry: Entry): number {
  return LEVELS.indexOf(entry.kind);
}
