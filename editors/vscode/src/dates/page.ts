/** The page of the dates view: draws what it is told, and says which card the user chose. Runs in the webview. */

import { count } from '../wording';
import { axis } from './axis';
import { chart } from './chart';
import type { Said, Show } from './messages';
import type { Timeline } from './timeline';

declare function acquireVsCodeApi(): { postMessage(message: Said): void };

const editor = acquireVsCodeApi();
const head = element('head');
const body = element('body');
const stale = element('stale');
const today = element('today');
const detail = element('detail');
const context = document.createElement('canvas').getContext('2d');

let shown: Timeline | undefined;

window.addEventListener('message', ({ data }: MessageEvent<Show>) => {
  shown = 'timeline' in data ? data.timeline : undefined;
  draw('nothing' in data ? data.nothing : '');
});
new ResizeObserver(() => {
  if (shown) draw('');
}).observe(document.documentElement);
body.addEventListener('click', ({ target }) => {
  open(markOf(target));
});
body.addEventListener('keydown', (event) => {
  if (step(event)) event.preventDefault();
});
for (const event of ['pointerover', 'focusin']) {
  body.addEventListener(event, ({ target }) => {
    tell(markOf(target));
  });
}
body.addEventListener('focusin', ({ target }) => {
  tabTo(markOf(target));
});
body.addEventListener('pointerout', () => {
  tell(markOf(document.activeElement));
});
editor.postMessage({ ready: true });

function draw(nothing: string): void {
  const focused = marks().findIndex((mark) => mark === document.activeElement);
  const timeline = shown && shown.rows.length > 0 ? shown : undefined;
  const words = nothing || 'This brief has no cards yet.';
  document.body.classList.toggle('empty', !timeline);
  const drawn = timeline && chart(timeline, document.documentElement.clientWidth, measure);
  head.innerHTML = drawn?.head ?? '';
  if (drawn) body.innerHTML = drawn.body;
  else body.textContent = words;
  if (timeline) explain(timeline);
  const all = marks();
  tabTo(all[focused] ?? all[0]);
  if (focused >= 0) all[focused]?.focus();
  tell(all[focused]);
}

/** What of the legend depends on the brief. */
function explain(timeline: Timeline): void {
  const limit = `older than ${count(timeline.staleMonths, 'month')}`;
  stale.textContent = timeline.hasOtherLimits ? `${limit}, or than its tag allows` : limit;
  const words = new Date(timeline.today).toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
  const isShown = axis(timeline)?.reachesToday !== false;
  today.textContent = isShown ? `today, ${words}` : `today, ${words}, lies outside the picture`;
}

/** Arrows go to the next mark of the row and to the nearest of the rows around, Enter and the space bar open. */
function step(event: KeyboardEvent): boolean {
  const mark = markOf(event.target);
  if (!mark) return false;
  if (event.key === 'Enter' || event.key === ' ') {
    open(mark);
    return true;
  }
  const row = Number(mark.dataset.row);
  const inRow = rowOf(row);
  const at = inRow.indexOf(mark);
  const next = {
    ArrowRight: inRow[at + 1] ?? rowOf(row + 1)[0],
    ArrowLeft: inRow[at - 1] ?? rowOf(row - 1).at(-1),
    ArrowDown: nearest(mark, rowOf(row + 1)),
    ArrowUp: nearest(mark, rowOf(row - 1)),
    Home: inRow[0],
    End: inRow.at(-1),
  }[event.key];
  if (!next) return event.key.startsWith('Arrow');
  next.focus();
  return true;
}

/** Makes a mark the one that Tab reaches. */
function tabTo(mark: SVGElement | undefined): void {
  if (!mark) return;
  body.querySelector('.mark[tabindex="0"]')?.setAttribute('tabindex', '-1');
  mark.setAttribute('tabindex', '0');
}

function nearest(mark: SVGElement, others: SVGElement[]): SVGElement | undefined {
  const distance = (other: SVGElement) => Math.abs(centre(other) - centre(mark));
  return others.reduce<SVGElement | undefined>(
    (best, other) => (best && distance(best) <= distance(other) ? best : other),
    undefined,
  );
}

function centre(mark: SVGElement): number {
  const { left, width } = mark.getBoundingClientRect();
  return left + width / 2;
}

function open(mark: SVGElement | undefined): void {
  if (!mark) return;
  const { line, character } = mark.dataset;
  editor.postMessage({ open: { line: Number(line), character: Number(character) } });
}

/** The line below: the source under the pointer or the focus, else what there is in all. */
function tell(mark: SVGElement | undefined): void {
  detail.textContent = mark?.getAttribute('aria-label') ?? (shown ? total(shown) : '');
}

function total({ rows }: Timeline): string {
  const all = rows.flatMap((row) => row.marks);
  const having = (state: string) => all.filter((mark) => mark.state === state).length;
  return `${all.length} source${all.length === 1 ? '' : 's'} · ${having('stale')} stale · ${having('undated')} without a date or year`;
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

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}
