/** What the dates view shows: the sources of a brief by block, each with its date and state. Pure data. */

import type { Position } from 'vscode-languageclient';

import type { Brief, Card, Cite } from '../brief';
import { cards } from '../motions';

export interface Timeline {
  /** An ISO date, as all days here are. */
  today: string;
  /** A source from before this day is stale, unless its tag's words have a limit of their own. */
  staleBefore: string;
  /** The limit in the team's settings, in months. */
  staleMonths: number;
  /** Whether the words of some tag have a limit of their own. */
  hasOtherLimits: boolean;
  rows: Row[];
}

/** The sources under one heading. */
export interface Row {
  name: string;
  /** The headings above it: `Neg › Solvency`. */
  path: string;
  /** With the heading right above it, as the chart labels it: `Solvency › AT: Talks`. */
  label: string;
  marks: Mark[];
}

/** One source, or the missing source of a card without a cite. */
export interface Mark {
  /** `Choi 21` */
  source: string;
  tag: string;
  /** `Sep 2, 2021`, `no date`, `no cite` */
  date: string;
  age: string;
  /** Why the date is inferred. Empty if the cite states it. */
  inferred: string;
  state: 'fresh' | 'stale' | 'undated';
  /** The age in months from which it is stale. Null if its tag claims nothing about the present. */
  staleMonths: number | null;
  /** The first and the last day the date can mean. */
  days: [first: string, last: string] | null;
  /** Where the card is. */
  position: Position;
}

export function timeline(brief: Brief): Timeline {
  const { today, staleMonths } = brief;
  const rows: Row[] = [];
  let last: Row | undefined;
  for (const card of cards(brief)) {
    const name = card.path.at(-1) ?? 'No heading';
    const path = card.path.slice(0, -1).join(' › ');
    // Two blocks of one name are two rows, unless they are adjacent.
    if (last?.name !== name || last.path !== path) {
      last = { name, path, label: card.path.slice(-2).join(' › ') || name, marks: [] };
      rows.push(last);
    }
    last.marks.push(...marks(card, today));
  }
  const hasOtherLimits = cards(brief).some((card) => card.staleMonths !== null && card.staleMonths !== staleMonths);
  return { today, staleBefore: monthsBefore(today, staleMonths), staleMonths, hasOtherLimits, rows };
}

function marks(card: Card, today: string): Mark[] {
  const { staleMonths } = card;
  const { start: position } = card.selectionRange;
  if (card.cites.length > 0) return card.cites.map((cite) => mark(card, cite, today));
  const missing = { source: card.name, tag: card.name, date: 'no cite', age: '', inferred: '', days: null };
  return [{ ...missing, state: 'undated', staleMonths, position }];
}

function mark(card: Card, { issued, shortCite }: Cite, today: string): Mark {
  const { staleMonths } = card;
  const days = issued?.days ?? null;
  return {
    source: shortCite ?? card.name,
    tag: card.name,
    date: issued?.text ?? 'no date',
    age: issued?.age ?? '',
    inferred: issued?.inferred ?? '',
    state: days === null ? 'undated' : isStale(days[1], staleMonths, today) ? 'stale' : 'fresh',
    staleMonths,
    days,
    position: card.selectionRange.start,
  };
}

/** Only evidence for a claim about the present goes stale. */
function isStale(lastDay: string, staleMonths: number | null, today: string): boolean {
  return staleMonths !== null && lastDay < monthsBefore(today, staleMonths);
}

export interface Arrangement {
  /** Blocks as in the brief, or those with the oldest sources first. */
  sort: 'block' | 'age';
  staleOnly: boolean;
}

/** The rows that are shown, in their order. */
export function arranged(timeline: Timeline, { sort, staleOnly }: Arrangement): Timeline {
  const wanted = timeline.rows.map((row) => ({ ...row, marks: row.marks.filter(({ state }) => !staleOnly || state === 'stale') }));
  const rows = wanted.filter(({ marks }) => marks.length > 0);
  if (sort === 'age') rows.sort((first, second) => (oldest(first) < oldest(second) ? -1 : oldest(first) > oldest(second) ? 1 : 0));
  return { ...timeline, rows };
}

/** The first day of the oldest source. A row without a date comes last. */
function oldest({ marks }: Row): string {
  return marks.reduce((day, { days }) => (days && days[0] < day ? days[0] : day), '9999');
}

/** The same day of an earlier month, or that month's last day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const earlier = new Date(Date.UTC(year, month - 1 - months, Math.min(date, lastOfMonth)));
  return earlier.toISOString().slice(0, 10);
}
