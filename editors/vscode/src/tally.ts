/** What a brief, a section or a selection holds, counted. Pure. */

import type { Range } from 'vscode-languageclient';

import type { Brief, Entry, Heading } from './brief';
import { holds } from './order';

export interface Tally {
  cards: number;
  /** Read aloud. */
  words: number;
  seconds: number;
}

/** What stands in the brief, or under `heading`. */
export function tally(brief: Brief, heading?: Heading): Tally {
  return sum(heading ? section(brief, heading) : brief.entries);
}

/** The entries that lie in `range` from end to end. */
export function within(brief: Brief, range: Range): Entry[] {
  return brief.entries.filter((entry) => holds(range, entry.range.start) && holds(range, entry.range.end));
}

export function sum(entries: Entry[]): Tally {
  const total: Tally = { cards: 0, words: 0, seconds: 0 };
  for (const entry of entries) {
    if (entry.kind === 'card') total.cards += 1;
    if (entry.kind === 'card' || entry.kind === 'analytic') {
      total.words += entry.readWords;
      total.seconds += entry.seconds;
    }
  }
  return total;
}

/** What follows `heading`, up to the next of its own level or above. */
export function section({ entries }: Brief, heading: Heading): Entry[] {
  const first = entries.indexOf(heading) + 1;
  const rest = entries.slice(first);
  const length = rest.findIndex((entry) => level(entry) <= level(heading));
  return length < 0 ? rest : rest.slice(0, length);
}

const LEVELS: Entry['kind'][] = ['pocket', 'hat', 'block', 'card', 'analytic'];

function level(entry: Entry): number {
  return LEVELS.indexOf(entry.kind);
}
