/**
 * The chart of the dates view: one row per block, one mark per source. Pure: a timeline and a width in, SVG out.
 * Colors are CSS classes, so that the theme decides. Shapes repeat what colors say.
 */

import { count } from '../wording';
import { axis, dayNumber, ticks, type Axis, type Tick } from './axis';
import type { Mark, Row, Timeline } from './timeline';

export interface Chart {
  /** An `svg` element with the tick labels. Separate from `body`, so that it stays visible while the rows scroll. */
  head: string;
  /** An `svg` element with the rows. */
  body: string;
}

/** Lengths in CSS pixels. */
const HEAD_HEIGHT = 26;
const LANE_HEIGHT = 15;
const RADIUS = 5;
const GAP = 4;
const PADDING = 7;
/** Marks beyond this many lanes overlap. */
const MAX_LANES = 8;
/** The number of columns for undated marks. */
const UNDATED_COLUMNS = 4;
/** The least distance between two ticks. */
const TICK_SPACING = 92;

interface Layout {
  width: number;
  /** Where the labels end and the axis begins. */
  left: number;
  /** Where the axis ends. */
  right: number;
  axis: Axis | undefined;
  measure: Measure;
}

/** Returns the width of a text as drawn, in pixels. */
export type Measure = (text: string) => number;

export function chart(timeline: Timeline, width: number, measure: Measure): Chart {
  const longest = Math.max(0, ...timeline.rows.map((row) => measure(row.label)));
  const left = Math.ceil(Math.min(longest + 2 * PADDING, width * 0.35));
  const hasUndated = timeline.rows.some((row) => row.marks.some((mark) => !mark.days));
  const right = width - (hasUndated ? UNDATED_COLUMNS * LANE_HEIGHT + 3 * PADDING : PADDING);
  const layout: Layout = { width, left, right, axis: axis(timeline), measure };

  let top = 0;
  const rows = timeline.rows.map((row, number) => {
    const { svg, height } = drawRow(row, number, top, layout);
    top += height;
    return svg;
  });
  const head = [
    ...tickLabels(layout),
    ...(hasUndated ? [undatedTitle(layout)] : []),
    ...todayMarker(timeline, layout),
  ];
  const background = [
    ...staleZone(timeline, layout, top),
    ...tickLines(layout, top),
    ...(hasUndated ? [undatedDivider(layout, top)] : []),
  ];
  return {
    head: svg(width, HEAD_HEIGHT, 'aria-hidden="true"', head),
    body: svg(width, top, 'role="group" aria-label="Sources by block and date"', [
      ...background,
      ...rows,
      ...todayLine(timeline, layout, top),
    ]),
  };
}

function svg(width: number, height: number, attributes: string, parts: string[]): string {
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${attributes}>${parts.join('')}</svg>`;
}

/** The x coordinate of a day number. */
function xOf(day: number, { axis, left, right }: Layout): number {
  if (!axis) return left;
  return round(left + ((day - axis.first) / (axis.last - axis.first)) * (right - left));
}

function layoutTicks({ axis, left, right }: Layout): Tick[] {
  return axis ? ticks(axis, Math.floor((right - left) / TICK_SPACING)) : [];
}

function tickLabels(layout: Layout): string[] {
  return layoutTicks(layout).map(({ day, label }) => {
    const x = xOf(day, layout);
    return `<text class="axis" x="${x}" y="${HEAD_HEIGHT - 9}" text-anchor="middle">${escape(label)}</text>`;
  });
}

function tickLines(layout: Layout, height: number): string[] {
  return layoutTicks(layout).map(({ day }) => {
    const x = xOf(day, layout);
    return `<line class="tick" x1="${x}" x2="${x}" y1="0" y2="${height}"/>`;
  });
}

function undatedTitle({ right, width }: Layout): string {
  return `<text class="axis" x="${(right + width) / 2}" y="${HEAD_HEIGHT - 9}" text-anchor="middle">no date</text>`;
}

function undatedDivider({ right }: Layout, height: number): string {
  return `<line class="divider" x1="${right + PADDING}" x2="${right + PADDING}" y1="0" y2="${height}"/>`;
}

function staleZone({ staleBefore }: Timeline, layout: Layout, height: number): string[] {
  const { axis, left, right } = layout;
  if (!axis) return [];
  const width = Math.min(xOf(dayNumber(staleBefore), layout), right) - left;
  return width > 0 ? [`<rect class="zone" x="${left}" y="0" width="${round(width)}" height="${height}"/>`] : [];
}

function todayLine({ today }: Timeline, layout: Layout, height: number): string[] {
  if (layout.axis?.includesToday !== true) return [];
  const x = xOf(dayNumber(today), layout);
  return [`<line class="today" x1="${x}" x2="${x}" y1="0" y2="${height}"/>`];
}

/** A small triangle under the tick labels, which leave no room for the word “today”. */
function todayMarker({ today }: Timeline, layout: Layout): string[] {
  if (layout.axis?.includesToday !== true) return [];
  const x = xOf(dayNumber(today), layout);
  return [`<path class="today" d="M${x - 4} ${HEAD_HEIGHT - 6} h8 l-4 6 z"/>`];
}

function drawRow(row: Row, number: number, top: number, layout: Layout): { svg: string; height: number } {
  const dated = row.marks.filter((mark) => mark.days).map((mark) => placeMark(mark, layout));
  const undated = row.marks.filter((mark) => !mark.days);
  dated.sort((first, second) => first.left - second.left);
  const { lanes, count: dateLanes } = assignLanes(dated);
  const laneCount = Math.max(1, dateLanes, Math.ceil(undated.length / UNDATED_COLUMNS));
  const height = laneCount * LANE_HEIGHT + 2 * PADDING;
  const middle = (lane: number) => round(top + PADDING + (lane + 0.5) * LANE_HEIGHT);

  const marks = [
    ...dated.map(({ mark, left, right }, index) => ({ mark, shape: shape(mark, left, right, middle(lanes[index] ?? 0)) })),
    ...undated.map((mark, index) => {
      const x = layout.right + 2 * PADDING + ((index % UNDATED_COLUMNS) + 0.5) * LANE_HEIGHT;
      return { mark, shape: questionMark(x, middle(Math.floor(index / UNDATED_COLUMNS))) };
    }),
  ];
  const label = truncate(row.label, layout.left - 2 * PADDING, layout.measure);
  const parts = [
    `<rect class="band${number % 2 === 0 ? '' : ' odd'}" x="0" y="${top}" width="${layout.width}" height="${height}"/>`,
    `<text class="label" x="${PADDING}" y="${round(top + height / 2 + 4)}">${escape(label)}<title>${escape(rowTitle(row))}</title></text>`,
    ...marks.map(({ mark, shape }) => drawMark(mark, number, shape)),
  ];
  return { svg: `<g role="group" aria-label="${escape(rowTitle(row))}">${parts.join('')}</g>`, height };
}

interface PlacedMark {
  mark: Mark;
  left: number;
  right: number;
}

/** A date narrower than a circle gets a circle's width; a longer one keeps its length. */
function placeMark(mark: Mark, layout: Layout): PlacedMark {
  const [first, last] = mark.days ?? ['', ''];
  const left = xOf(dayNumber(first), layout);
  const right = xOf(dayNumber(last), layout);
  const center = (left + right) / 2;
  return { mark, left: Math.min(left, center - RADIUS), right: Math.max(right, center + RADIUS) };
}

/** Puts marks that would overlap into different lanes. `placed` is sorted from left to right. */
function assignLanes(placed: PlacedMark[]): { lanes: number[]; count: number } {
  const ends: number[] = [];
  const lanes = placed.map(({ left, right }) => {
    const free = ends.findIndex((end) => end + GAP <= left);
    const next = ends.length < MAX_LANES ? ends.length : ends.indexOf(Math.min(...ends));
    const lane = free >= 0 ? free : next;
    ends[lane] = right;
    return lane;
  });
  return { lanes, count: ends.length };
}

function shape(mark: Mark, left: number, right: number, y: number): string {
  const width = round(right - left);
  const center = round((left + right) / 2);
  if (width > 2 * RADIUS + 1) {
    const corner = mark.state === 'stale' ? 0 : RADIUS;
    return `<rect class="shape" x="${round(left)}" y="${y - RADIUS}" width="${width}" height="${2 * RADIUS}" rx="${corner}"/>`;
  }
  if (mark.state !== 'stale') return `<circle class="shape" cx="${center}" cy="${y}" r="${RADIUS}"/>`;
  const half = RADIUS + 1;
  return `<path class="shape" d="M${center} ${y - half} l${half} ${half} l-${half} ${half} l-${half} -${half} z"/>`;
}

function questionMark(x: number, y: number): string {
  const center = round(x);
  return (
    `<circle class="shape" cx="${center}" cy="${y}" r="${RADIUS + 1}"/>` +
    `<text class="symbol" x="${center}" y="${y + 3.5}" text-anchor="middle" aria-hidden="true">?</text>`
  );
}

function drawMark(mark: Mark, row: number, shape: string): string {
  const classes = ['mark', mark.state, ...(mark.inferred ? ['inferred'] : [])].join(' ');
  const { line, character } = mark.position;
  return (
    `<g class="${classes}" role="button" tabindex="-1" aria-label="${escape(description(mark))}" ` +
    `data-row="${row}" data-line="${line}" data-character="${character}">${shape}</g>`
  );
}

/** `Choi 21, Sep 2, 2021, 4 weeks ago: Non-unique …` */
export function description(mark: Mark): string {
  const { source, date, age, inferred, state, staleMonths } = mark;
  const stale = state === 'stale' && staleMonths !== null ? `older than ${count(staleMonths, 'month')}` : '';
  const parts = [source === mark.tag ? '' : source, date, age, inferred, stale];
  return `${parts.filter(Boolean).join(', ')}: ${mark.tag}`;
}

function rowTitle(row: Row): string {
  return [row.path, row.name].filter(Boolean).join(' › ');
}

/** As much of `text` as fits into `width`, with an ellipsis. */
function truncate(text: string, width: number, measure: Measure): string {
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
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
