/** What the dates view shows: the sources of a brief by block, each with its day and what to think of it. Pure data. */

import type { Position } from 'vscode-languageclient';

import type { Brief, Card, Cite } from '../brief';
import { cards } from '../motions';

export interface Timeline {
  /** ISO days, as all days here. */
  today: string;
  /** What ends before this day is stale, but where a tag's words have a limit of their own. */
  staleBefore: string;
  /** The house's limit. */
  staleMonths: number;
  /** Whether some tag's words have another. */
  hasOtherLimits: boolean;
  rows: Row[];
}

/** The sources under one heading. */
export interface Row {
  name: string;
  /** The headings around it. */
  path: string;
  marks: Mark[];
}

/** One source; of a card without any, the want of it. */
export interface Mark {
  /** `Choi 21` */
  source: string;
  tag: string;
  /** `Sep 2, 2021`, `no date`, `no cite` */
  date: string;
  age: string;
  /** Why the date is a conclusion. Empty where it is what the cite says. */
  inferred: string;
  state: 'fresh' | 'stale' | 'undated';
  /** From what age, in months, it is stale. */
  staleMonths: number;
  /** The first and the last day that it can mean. */
  days: [first: string, last: string] | null;
  /** Where the card is. */
  at: Position;
}

export function timeline(brief: Brief): Timeline {
  const { today, staleMonths } = brief;
  const rows: Row[] = [];
  let last: Row | undefined;
  for (const card of cards(brief)) {
    const name = card.path.at(-1) ?? 'No heading';
    const path = card.path.slice(0, -1).join(' › ');
    // Two blocks of one name are two rows, unless nothing stands between them.
    if (last?.name !== name || last.path !== path) {
      last = { name, path, marks: [] };
      rows.push(last);
    }
    last.marks.push(...marks(card, today));
  }
  const hasOtherLimits = cards(brief).some((card) => card.staleMonths !== staleMonths);
  return { today, staleBefore: monthsBefore(today, staleMonths), staleMonths, hasOtherLimits, rows };
}

function marks(card: Card, today: string): Mark[] {
  const { staleMonths } = card;
  const { start: at } = card.selectionRange;
  if (card.cites.length > 0) return card.cites.map((cite) => mark(card, cite, today));
  const nothing = { source: card.name, tag: card.name, date: 'no cite', age: '', inferred: '', days: null };
  return [{ ...nothing, state: 'undated', staleMonths, at }];
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
    state: days === null ? 'undated' : days[1] < monthsBefore(today, staleMonths) ? 'stale' : 'fresh',
    staleMonths,
    days,
    at: card.selectionRange.start,
  };
}

/** The same day of an earlier month, or that month's last day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const earlier = new Date(Date.UTC(year, month - 1 - months, Math.min(date, lastOfMonth)));
  return earlier.toISOString().slice(0, 10);
}
