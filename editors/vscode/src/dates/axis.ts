/** The axis of the dates view: which stretch of time is shown, and where its ticks are. Days count from 1970-01-01. */

import type { Timeline } from './timeline';

export interface Axis {
  /** The first and the last day shown. */
  first: number;
  last: number;
  /** Whether today is among them. */
  reachesToday: boolean;
}

export interface Tick {
  day: number;
  label: string;
}

const DAY = 86_400_000;

/** A stretch of a few days is shown with some room around it. */
const LEAST = 14;

/** The days of all dated sources, and on to today where that is not far. Undefined where no source is dated. */
export function axis({ rows, today }: Timeline): Axis | undefined {
  let first = Infinity;
  let last = -Infinity;
  for (const { days } of rows.flatMap((row) => row.marks)) {
    if (!days) continue;
    first = Math.min(first, day(days[0]));
    last = Math.max(last, day(days[1]));
  }
  if (first > last) return undefined;
  const now = day(today);
  const length = Math.max(last - first, LEAST);
  // Sources of one month seen from years later would all be one spot.
  const reachesToday = now - last <= length && first - now <= length;
  if (reachesToday) {
    first = Math.min(first, now);
    last = Math.max(last, now);
  }
  const room = Math.max((LEAST - (last - first)) / 2, (last - first) * 0.03, 0.5);
  return { first: first - room, last: last + room, reachesToday };
}

/** The number of an ISO day. */
export function day(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

interface Step {
  unit: 'day' | 'month' | 'year';
  length: number;
  /** About, in days. */
  days: number;
}

const STEPS: Step[] = [
  ...[1, 2, 7, 14].map((length): Step => ({ unit: 'day', length, days: length })),
  ...[1, 3, 6].map((length): Step => ({ unit: 'month', length, days: length * 30 })),
  ...[1, 2, 5, 10, 20, 50, 100, 500].map((length): Step => ({ unit: 'year', length, days: length * 365 })),
];

/** Ticks at full days, months or years, at most `most` of them. */
export function ticks({ first, last }: Axis, most: number): Tick[] {
  const wanted = (last - first) / Math.max(most, 1);
  const step = STEPS.find(({ days }) => days >= wanted) ?? STEPS.at(-1);
  return step ? [...stepped(first, last, step)] : [];
}

function* stepped(first: number, last: number, { unit, length }: Step): Generator<Tick> {
  let year: number | undefined;
  for (let index = indexAt(first, unit, length); ; index += 1) {
    const day = dayOf(index * length, unit);
    if (day > last) return;
    if (day < first) continue;
    const date = new Date(day * DAY);
    yield { day, label: label(date, unit, date.getUTCFullYear() !== year) };
    year = date.getUTCFullYear();
  }
}

/** How many steps lie before `day`. */
function indexAt(day: number, unit: Step['unit'], length: number): number {
  const date = new Date(day * DAY);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
  const units = { day, month: months, year: months / 12 }[unit];
  return Math.floor(units / length);
}

function dayOf(units: number, unit: Step['unit']): number {
  if (unit === 'day') return units;
  const date = new Date(0);
  date.setUTCFullYear(unit === 'year' ? units : Math.floor(units / 12), unit === 'year' ? 0 : units % 12, 1);
  return Math.round(date.getTime() / DAY);
}

function label(date: Date, unit: Step['unit'], isNewYear: boolean): string {
  const year = date.getUTCFullYear();
  if (unit === 'year') return `${year}`;
  const month = date.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
  const words = unit === 'day' ? `${month} ${date.getUTCDate()}` : month;
  return isNewYear ? `${words}${unit === 'day' ? ',' : ''} ${year}` : words;
}
