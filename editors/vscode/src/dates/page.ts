/** The page of the dates view: draws the timeline, and reports which card the user opens. Runs in the webview. */

import { count } from '../wording';
import { axis } from './axis';
import { chart } from './chart';
import type { MessageFromPage, MessageToPage } from './messages';
import { arranged, type Timeline } from './timeline';

declare function acquireVsCodeApi(): { postMessage(message: MessageFromPage): void };

const editor = acquireVsCodeApi();
const head = element('head');
const body = element('body');
const stale = element('stale');
const today = element('today');
const detail = element('detail');
const context = document.createElement('canvas').getContext('2d');

const sort = choice('sort');
const staleOnly = choice('stale-only');

/** All that the brief has, and what of it the choices above leave. */
let all: Timeline | undefined;
let shown: Timeline | undefined;

window.addEventListener('message', ({ data }: MessageEvent<MessageToPage>) => {
  all = 'timeline' in data ? data.timeline : undefined;
  arrange('emptyReason' in data ? data.emptyReason : '');
});
for (const input of [sort, staleOnly]) {
  input.addEventListener('change', () => {
    arrange('');
  });
}
new ResizeObserver(() => {
  if (shown) draw('');
}).observe(document.documentElement);
body.addEventListener('click', ({ target }) => {
  openCard(markOf(target));
});
body.addEventListener('keydown', (event) => {
  if (handleKey(event)) event.preventDefault();
});
for (const event of ['pointerover', 'focusin']) {
  body.addEventListener(event, ({ target }) => {
    showDetail(markOf(target));
  });
}
body.addEventListener('focusin', ({ target }) => {
  makeTabStop(markOf(target));
});
body.addEventListener('pointerout', () => {
  showDetail(markOf(document.activeElement));
});
editor.postMessage({ ready: true });

function arrange(emptyReason: string): void {
  shown = all && arranged(all, { sort: sort.checked ? 'age' : 'block', staleOnly: staleOnly.checked });
  draw(emptyReason);
}

function draw(emptyReason: string): void {
  const focused = marks().findIndex((mark) => mark === document.activeElement);
  const timeline = shown && shown.rows.length > 0 ? shown : undefined;
  const hasCards = all !== undefined && all.rows.length > 0;
  const nothing = hasCards ? 'No source is stale.' : 'This brief has no cards yet. Type a tag and a cite to add one.';
  const message = emptyReason || nothing;
  document.body.classList.toggle('empty', !timeline);
  document.body.classList.toggle('no-cards', !hasCards);
  const drawn = timeline && chart(timeline, document.documentElement.clientWidth, measure);
  head.innerHTML = drawn?.head ?? '';
  if (drawn) body.innerHTML = drawn.body;
  else body.textContent = message;
  if (timeline) updateLegend(timeline);
  const drawnMarks = marks();
  makeTabStop(drawnMarks[focused] ?? drawnMarks[0]);
  if (focused >= 0) drawnMarks[focused]?.focus();
  showDetail(drawnMarks[focused]);
}

/** Fills in the parts of the legend that depend on the brief. */
function updateLegend(timeline: Timeline): void {
  const limit = `claims the present, older than ${count(timeline.staleMonths, 'month')}`;
  stale.textContent = timeline.hasOtherLimits ? `${limit} (or than its tag allows)` : limit;
  const date = new Date(timeline.today).toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
  const isShown = axis(timeline)?.includesToday !== false;
  today.textContent = isShown ? `today, ${date}` : `today, ${date}, is outside the chart`;
}

/** Arrow keys move along the row and to the nearest mark of the next row; Enter and Space open the card. */
function handleKey(event: KeyboardEvent): boolean {
  const mark = markOf(event.target);
  if (!mark) return false;
  if (event.key === 'Enter' || event.key === ' ') {
    openCard(mark);
    return true;
  }
  const row = Number(mark.dataset.row);
  const inRow = rowOf(row);
  const index = inRow.indexOf(mark);
  const next = {
    ArrowRight: inRow[index + 1] ?? rowOf(row + 1)[0],
    ArrowLeft: inRow[index - 1] ?? rowOf(row - 1).at(-1),
    ArrowDown: nearest(mark, rowOf(row + 1)),
    ArrowUp: nearest(mark, rowOf(row - 1)),
    Home: inRow[0],
    End: inRow.at(-1),
  }[event.key];
  if (!next) return event.key.startsWith('Arrow');
  next.focus();
  return true;
}

/** Makes `mark` the one that the Tab key reaches. */
function makeTabStop(mark: SVGElement | undefined): void {
  if (!mark) return;
  body.querySelector('.mark[tabindex="0"]')?.setAttribute('tabindex', '-1');
  mark.setAttribute('tabindex', '0');
}

function nearest(mark: SVGElement, others: SVGElement[]): SVGElement | undefined {
  const distance = (other: SVGElement) => Math.abs(center(other) - center(mark));
  return others.reduce<SVGElement | undefined>(
    (best, other) => (best && distance(best) <= distance(other) ? best : other),
    undefined,
  );
}

function center(mark: SVGElement): number {
  const { left, width } = mark.getBoundingClientRect();
  return left + width / 2;
}

function openCard(mark: SVGElement | undefined): void {
  if (!mark) return;
  const { line, character } = mark.dataset;
  editor.postMessage({ open: { line: Number(line), character: Number(character) } });
}

/** Fills the footer: the source under the pointer or the focus, or else a summary of all sources. */
function showDetail(mark: SVGElement | undefined): void {
  detail.textContent = mark?.getAttribute('aria-label') ?? (shown ? summary(shown) : '');
}

function summary({ rows }: Timeline): string {
  const sources = rows.flatMap((row) => row.marks);
  const countOf = (state: string) => sources.filter((mark) => mark.state === state).length;
  return `${count(sources.length, 'source')} · ${countOf('stale')} stale · ${countOf('undated')} without a date or year`;
}

function marks(): SVGElement[] {
  return [...body.querySelectorAll<SVGElement>('.mark')];
}

function rowOf(row: number): SVGElement[] {
  return [...body.querySelectorAll<SVGElement>(`.mark[data-row="${row}"]`)];
}

function markOf(target: EventTarget | null): SVGElement | undefined {
  return (target instanceof Element ? target.closest<SVGElement>('.mark') : null) ?? undefined;
}

function measure(text: string): number {
  if (!context) return text.length * 7;
  context.font = getComputedStyle(document.body).font;
  return context.measureText(text).width;
}

function choice(id: string): HTMLInputElement {
  const found = element(id);
  if (!(found instanceof HTMLInputElement)) throw new Error(`#${id} is not a choice.`);
  return found;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}
