/**
 * The picture of the dates view: a row a block, a mark a source. Pure: a timeline and a width in, SVG out.
 * Colours are classes, so that the theme decides; a shape says the same as its colour.
 */

import { count } from '../wording';
import { axis, day, ticks, type Axis } from './axis';
import type { Mark, Row, Timeline } from './timeline';

export interface Chart {
  /** The line of ticks, apart, so that it can stay while the rows scroll. Two whole `svg` elements. */
  head: string;
  body: string;
}

/** Lengths in CSS pixels. */
const HEAD = 26;
const LANE = 15;
const RADIUS = 5;
const GAP = 4;
const PADDING = 7;
/** A longer stack than this lies on top of itself. */
const MOST_LANES = 8;
const UNDATED_ACROSS = 4;
const TICK = 92;

interface Frame {
  width: number;
  /** Where the labels end and time begins. */
  left: number;
  /** Where time ends. */
  right: number;
  axis: Axis | undefined;
  measure: Measure;
}

/** The width of a text as it will be drawn. */
export type Measure = (text: string) => number;

export function chart(timeline: Timeline, width: number, measure: Measure): Chart {
  const longest = Math.max(0, ...timeline.rows.map((row) => measure(row.name)));
  const left = Math.ceil(Math.min(longest + 2 * PADDING, width * 0.35));
  const hasUndated = timeline.rows.some((row) => row.marks.some((mark) => !mark.days));
  const right = width - (hasUndated ? UNDATED_ACROSS * LANE + 3 * PADDING : PADDING);
  const frame: Frame = { width, left, right, axis: axis(timeline), measure };

  let top = 0;
  const rows = timeline.rows.map((row, number) => {
    const drawn = drawRow(row, number, top, frame);
    top += drawn.height;
    return drawn.svg;
  });
  const head = [...ticksOf(frame, true, HEAD), ...(hasUndated ? [columnTitle(frame)] : []), ...todayLabel(timeline, frame)];
  const behind = [...staleZone(timeline, frame, top), ...ticksOf(frame, false, top), ...columnLine(frame, hasUndated, top)];
  return {
    head: svg(width, HEAD, 'aria-hidden="true"', head),
    body: svg(width, top, 'role="group" aria-label="Sources by block and date"', [
      ...behind,
      ...rows,
      ...todayLine(timeline, frame, top),
    ]),
  };
}

function svg(width: number, height: number, attributes: string, parts: string[]): string {
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${attributes}>${parts.join('')}</svg>`;
}

function x(at: number, { axis, left, right }: Frame): number {
  if (!axis) return left;
  return round(left + ((at - axis.first) / (axis.last - axis.first)) * (right - left));
}

function ticksOf(frame: Frame, labelled: boolean, height: number): string[] {
  if (!frame.axis) return [];
  const found = ticks(frame.axis, Math.floor((frame.right - frame.left) / TICK));
  return found.map((tick) => {
    const at = x(tick.day, frame);
    if (!labelled) return `<line class="tick" x1="${at}" x2="${at}" y1="0" y2="${height}"/>`;
    return `<text class="axis" x="${at}" y="${HEAD - 9}" text-anchor="middle">${escape(tick.label)}</text>`;
  });
}

function columnTitle({ right, width }: Frame): string {
  return `<text class="axis" x="${(right + width) / 2}" y="${HEAD - 9}" text-anchor="middle">no date</text>`;
}

function columnLine({ right }: Frame, hasUndated: boolean, height: number): string[] {
  if (!hasUndated) return [];
  return [`<line class="divider" x1="${right + PADDING}" x2="${right + PADDING}" y1="0" y2="${height}"/>`];
}

function staleZone({ staleBefore }: Timeline, frame: Frame, height: number): string[] {
  const { axis, left, right } = frame;
  if (!axis) return [];
  const width = Math.min(x(day(staleBefore), frame), right) - left;
  return width > 0 ? [`<rect class="zone" x="${left}" y="0" width="${round(width)}" height="${height}"/>`] : [];
}

function todayLine({ today }: Timeline, frame: Frame, height: number): string[] {
  if (frame.axis?.reachesToday !== true) return [];
  const at = x(day(today), frame);
  return [`<line class="today" x1="${at}" x2="${at}" y1="0" y2="${height}"/>`];
}

/** A small mark under the ticks' labels, as their words leave no room for its name. */
function todayLabel({ today }: Timeline, frame: Frame): string[] {
  if (frame.axis?.reachesToday !== true) return [];
  const at = x(day(today), frame);
  return [`<path class="today" d="M${at - 4} ${HEAD - 6} h8 l-4 6 z"/>`];
}

function drawRow(row: Row, number: number, top: number, frame: Frame): { svg: string; height: number } {
  const dated = row.marks.filter((mark) => mark.days).map((mark) => place(mark, frame));
  const undated = row.marks.filter((mark) => !mark.days);
  dated.sort((one, other) => one.from - other.from);
  const lanes = stack(dated);
  const deep = Math.max(1, lanes.count, Math.ceil(undated.length / UNDATED_ACROSS));
  const height = deep * LANE + 2 * PADDING;
  const middle = (lane: number) => round(top + PADDING + (lane + 0.5) * LANE);

  const marks = [
    ...dated.map(({ mark, from, to }, index) => ({ mark, shape: shape(mark, from, to, middle(lanes.of[index] ?? 0)) })),
    ...undated.map((mark, index) => {
      const across = frame.right + 2 * PADDING + ((index % UNDATED_ACROSS) + 0.5) * LANE;
      return { mark, shape: question(across, middle(Math.floor(index / UNDATED_ACROSS))) };
    }),
  ];
  const label = fit(row.name, frame.left - 2 * PADDING, frame.measure);
  const parts = [
    `<rect class="band${number % 2 === 0 ? '' : ' odd'}" x="0" y="${top}" width="${frame.width}" height="${height}"/>`,
    `<text class="label" x="${PADDING}" y="${round(top + height / 2 + 4)}">${escape(label)}<title>${escape(full(row))}</title></text>`,
    ...marks.map(({ mark, shape }) => drawMark(mark, number, shape)),
  ];
  return { svg: `<g role="group" aria-label="${escape(full(row))}">${parts.join('')}</g>`, height };
}

interface Placed {
  mark: Mark;
  from: number;
  to: number;
}

/** A day is a spot; what covers more than a spot's width is drawn as long as it is. */
function place(mark: Mark, frame: Frame): Placed {
  const [first, last] = mark.days ?? ['', ''];
  const from = x(day(first), frame);
  const to = x(day(last), frame);
  const centre = (from + to) / 2;
  return { mark, from: Math.min(from, centre - RADIUS), to: Math.max(to, centre + RADIUS) };
}

/** Puts what would overlap one above the other. `placed` goes from left to right. */
function stack(placed: Placed[]): { of: number[]; count: number } {
  const ends: number[] = [];
  const of = placed.map(({ from, to }) => {
    const free = ends.findIndex((end) => end + GAP <= from);
    const fresh = ends.length < MOST_LANES ? ends.length : ends.indexOf(Math.min(...ends));
    const lane = free >= 0 ? free : fresh;
    ends[lane] = to;
    return lane;
  });
  return { of, count: ends.length };
}

function shape(mark: Mark, from: number, to: number, y: number): string {
  const width = round(to - from);
  const centre = round((from + to) / 2);
  if (width > 2 * RADIUS + 1) {
    const corner = mark.state === 'stale' ? 0 : RADIUS;
    return `<rect class="shape" x="${round(from)}" y="${y - RADIUS}" width="${width}" height="${2 * RADIUS}" rx="${corner}"/>`;
  }
  if (mark.state !== 'stale') return `<circle class="shape" cx="${centre}" cy="${y}" r="${RADIUS}"/>`;
  const reach = RADIUS + 1;
  return `<path class="shape" d="M${centre} ${y - reach} l${reach} ${reach} l-${reach} ${reach} l-${reach} -${reach} z"/>`;
}

function question(x: number, y: number): string {
  const centre = round(x);
  return (
    `<circle class="shape" cx="${centre}" cy="${y}" r="${RADIUS + 1}"/>` +
    `<text class="sign" x="${centre}" y="${y + 3.5}" text-anchor="middle" aria-hidden="true">?</text>`
  );
}

function drawMark(mark: Mark, row: number, shape: string): string {
  const classes = ['mark', mark.state, ...(mark.inferred ? ['inferred'] : [])].join(' ');
  const { line, character } = mark.at;
  return (
    `<g class="${classes}" role="button" tabindex="-1" aria-label="${escape(description(mark))}" ` +
    `data-row="${row}" data-line="${line}" data-character="${character}">${shape}</g>`
  );
}

/** `Choi 21, Sep 2, 2021, 4 weeks ago: Non-unique …` */
export function description(mark: Mark): string {
  const { source, date, age, inferred, state, staleMonths } = mark;
  const stale = state === 'stale' ? `older than ${count(staleMonths, 'month')}` : '';
  const said = [source === mark.tag ? '' : source, date, age, inferred, stale];
  return `${said.filter(Boolean).join(', ')}: ${mark.tag}`;
}

function full(row: Row): string {
  return [row.path, row.name].filter(Boolean).join(' › ');
}

/** As much of `text` as fits, with an ellipsis. */
function fit(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  let [fits, tooLong] = [0, text.length];
  while (tooLong - fits > 1) {
    const half = Math.floor((fits + tooLong) / 2);
    if (measure(`${text.slice(0, half)}…`) <= width) fits = half;
    else tooLong = half;
  }
  return `${text.slice(0, fits).trimEnd()}…`;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
