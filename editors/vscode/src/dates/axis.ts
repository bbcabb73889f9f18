/** The axis of the dates view: the time span it shows, and its ticks. Days are counted from 1970-01-01. */

import type { Timeline } from './timeline';

export interface Axis {
  /** The first and the last day of the axis. */
  first: number;
  last: number;
  /** Whether the axis includes today. */
  includesToday: boolean;
}

export interface Tick {
  day: number;
  label: string;
}

const DAY = 86_400_000;

/** A shorter span is padded to this many days. */
const MIN_DAYS = 14;

/** Spans all dated sources, and today if that is near. Undefined if no source has a date. */
export function axis({ rows, today }: Timeline): Axis | undefined {
  let first = Infinity;
  let last = -Infinity;
  for (const { days } of rows.flatMap((row) => row.marks)) {
    if (!days) continue;
    first = Math.min(first, dayNumber(days[0]));
    last = Math.max(last, dayNumber(days[1]));
  }
  if (first > last) return undefined;
  const now = dayNumber(today);
  const length = Math.max(last - first, MIN_DAYS);
  // Reaching years ahead to today would squeeze the sources of one month into a single spot.
  const includesToday = now - last <= length && first - now <= length;
  if (includesToday) {
    first = Math.min(first, now);
    last = Math.max(last, now);
  }
  const padding = Math.max((MIN_DAYS - (last - first)) / 2, (last - first) * 0.03, 0.5);
  return { first: first - padding, last: last + padding, includesToday };
}

/** The day number of an ISO date. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

interface Step {
  unit: 'day' | 'month' | 'year';
  length: number;
  /** Approximate length in days. */
  days: number;
}

const STEPS: Step[] = [
  ...[1, 2, 7, 14].map((length): Step => ({ unit: 'day', length, days: length })),
  ...[1, 3, 6].map((length): Step => ({ unit: 'month', length, days: length * 30 })),
  ...[1, 2, 5, 10, 20, 50, 100, 500].map((length): Step => ({ unit: 'year', length, days: length * 365 })),
];

/** Ticks at whole days, months or years: at most `maxCount` + 1. */
export function ticks({ first, last }: Axis, maxCount: number): Tick[] {
  const minDays = (last - first) / Math.max(maxCount, 1);
  const step = STEPS.find(({ days }) => days >= minDays) ?? STEPS.at(-1);
  return step ? [...ticksAtStep(first, last, step)] : [];
}

function* ticksAtStep(first: number, last: number, { unit, length }: Step): Generator<Tick> {
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

/** The number of whole steps from 1970-01-01 to `day`. */
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
