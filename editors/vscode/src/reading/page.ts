/** The page of the reading view: what is read, large, and the time that is left. Keys alone. Runs in the webview. */

import { clock, isHeading, lastWords, lineAfter, nextLine, timeLeft, timeLeftOfBlock, type Place } from './clock';
import { linesHtml } from './html';
import type { MessageFromPage, MessageToPage } from './messages';
import type { Line, Reading } from './reading';

interface State {
  size: number;
}

declare function acquireVsCodeApi(): {
  postMessage(message: MessageFromPage): void;
  getState(): State | undefined;
  setState(state: State): void;
};

const SPEED_STEP = 10;
const [SLOWEST, FASTEST] = [50, 1000];
const [SMALLEST, LARGEST] = [0.7, 3];

const editor = acquireVsCodeApi();
const text = element('lines');
const times = { speech: element('speech'), rest: element('rest'), block: element('block'), balance: element('balance') };
const speeds = { evidence: element('evidence-speed'), tags: element('tag-speed') };

let reading: Reading | undefined;
let place: Place = { line: 0, words: 0 };
let size = editor.getState()?.size ?? 1;
let minutes = 8;
/** Seconds of the speech that have passed, and since when the clock runs. */
let passed = 0;
let runningSince: number | undefined;

window.addEventListener('message', ({ data }: MessageEvent<MessageToPage>) => {
  if ('reading' in data) {
    minutes = data.minutes;
    show(data.reading);
  } else {
    reading = undefined;
    text.textContent = data.emptyReason;
    showTimes();
  }
});
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const action = KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
text.addEventListener('click', ({ target }) => {
  const line = target instanceof Element ? target.closest<HTMLElement>('.line') : null;
  if (!line || !(target instanceof Element)) return;
  go(Number(line.dataset.line), target.matches('span') ? [...line.children].indexOf(target) : 0);
});
setInterval(() => {
  if (runningSince !== undefined) showTimes();
}, 250);
document.documentElement.style.setProperty('--size', String(size));
editor.postMessage({ ready: true });

const KEYS: Record<string, (() => void) | undefined> = {
  ArrowDown: () => { go(nextLine(lines(), place.line, 1, isRead)); },
  ' ': () => { go(nextLine(lines(), place.line, 1, isRead)); },
  ArrowUp: () => { go(nextLine(lines(), place.line, -1, isRead)); },
  ArrowRight: () => { word(1); },
  ArrowLeft: () => { word(-1); },
  ']': () => { go(nextLine(lines(), place.line, 1, isHeading)); },
  '[': () => { go(nextLine(lines(), place.line, -1, isHeading)); },
  PageDown: () => { go(nextLine(lines(), place.line, 1, startsCard)); },
  PageUp: () => { go(nextLine(lines(), place.line, -1, startsCard)); },
  Home: () => { go(0); },
  End: () => { go(lines().length - 1); },
  Enter: () => { withLine((line) => { editor.postMessage({ open: line.range.start }); }); },
  m: () => { withLine(mark); },
  s: startOrStop,
  r: () => { passed = 0; runningSince = undefined; showTimes(); },
  p: () => { editor.postMessage({ print: true }); },
  '+': () => { resize(0.1); },
  '=': () => { resize(0.1); },
  '-': () => { resize(-0.1); },
  '.': () => { speed(SPEED_STEP, 0); },
  ',': () => { speed(-SPEED_STEP, 0); },
  '>': () => { speed(0, SPEED_STEP); },
  '<': () => { speed(0, -SPEED_STEP); },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((length) => [String(length), () => { setMinutes(length); }])),
};

function show(next: Reading): void {
  const line = lineAfter(next.lines, place.line, lines()[place.line]);
  reading = next;
  if (next.lines.length === 0) text.textContent = 'Nothing here is read aloud. Add a card or an analytic.';
  else text.innerHTML = linesHtml(next.lines);
  go(line, place.words);
}

function lines(): Line[] {
  return reading?.lines ?? [];
}

function isRead({ words }: Line): boolean {
  return words > 0;
}

function startsCard({ kind }: Line): boolean {
  return kind === 'tag' || kind === 'analytic';
}

function withLine(act: (line: Line) => void): void {
  const line = lines()[place.line];
  if (line) act(line);
}

/** Goes to a line, of which some words were read. */
function go(line: number, words = 0): void {
  place = { line, words };
  text.querySelectorAll('.current').forEach((shown) => {
    shown.classList.remove('current');
    shown.removeAttribute('aria-current');
  });
  const shown = text.querySelector<HTMLElement>(`[data-line="${line}"]`);
  shown?.classList.add('current');
  shown?.setAttribute('aria-current', 'true');
  if (words > 0) shown?.children[words]?.classList.add('current');
  shown?.scrollIntoView({ block: 'center' });
  showTimes();
}

/** Goes to the next or the previous word, over the ends of lines. */
function word(step: 1 | -1): void {
  const count = text.querySelector(`[data-line="${place.line}"]`)?.children.length ?? 0;
  const words = place.words + step;
  if (words >= 0 && words < count) go(place.line, words);
  else go(nextLine(lines(), place.line, step, isRead));
}

/** Marks the card as read up to here, and goes to the next one. */
function mark(line: Line): void {
  const { start, end } = line.range;
  if (line.kind === 'mark' || isHeading(line)) return;
  editor.postMessage({ mark: line.kind === 'evidence' ? end : start, words: lastWords(line, place.words) });
  go(nextLine(lines(), place.line, 1, (next) => startsCard(next) || isHeading(next)));
}

function startOrStop(): void {
  passed = speechSeconds();
  runningSince = runningSince === undefined ? Date.now() : undefined;
  showTimes();
}

function speechSeconds(): number {
  return passed + (runningSince === undefined ? 0 : (Date.now() - runningSince) / 1000);
}

function resize(by: number): void {
  size = Math.min(Math.max(size + by, SMALLEST), LARGEST);
  document.documentElement.style.setProperty('--size', String(size));
  editor.setState({ size });
}

function speed(evidence: number, tags: number): void {
  if (!reading) return;
  const within = (words: number) => Math.min(Math.max(words, SLOWEST), FASTEST);
  reading.wordsPerMinute = within(reading.wordsPerMinute + evidence);
  reading.tagWordsPerMinute = within(reading.tagWordsPerMinute + tags);
  const { wordsPerMinute, tagWordsPerMinute } = reading;
  editor.postMessage({ speeds: { wordsPerMinute, tagWordsPerMinute } });
  showTimes();
}

function setMinutes(length: number): void {
  minutes = length;
  editor.postMessage({ minutes });
  showTimes();
}

function showTimes(): void {
  const rest = reading ? timeLeft(reading.lines, place, reading) : 0;
  const speech = minutes * 60 - speechSeconds();
  times.speech.textContent = clock(speech);
  times.rest.textContent = clock(rest);
  times.block.textContent = clock(reading ? timeLeftOfBlock(reading.lines, place, reading) : 0);
  const over = Math.round(rest - speech);
  times.balance.textContent = over > 0 ? `${clock(over)} too long` : `${clock(-over)} to spare`;
  document.body.classList.toggle('over', over > 0);
  document.body.classList.toggle('running', runningSince !== undefined);
  speeds.evidence.textContent = String(reading?.wordsPerMinute ?? '–');
  speeds.tags.textContent = String(reading?.tagWordsPerMinute ?? '–');
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}
