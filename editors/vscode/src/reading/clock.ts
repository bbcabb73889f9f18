/** How long the rest takes to read. Pure. */

import type { Line, Speeds } from './reading';

/** Where the reader is: a line, and how many of its words were read. */
export interface Place {
  line: number;
  words: number;
}

/** The seconds from `place` to the end. */
export function timeLeft(lines: Line[], place: Place, speeds: Speeds): number {
  return sum(lines.slice(place.line), place.words, speeds);
}

/** The seconds from `place` to the next heading. */
export function timeLeftOfBlock(lines: Line[], place: Place, speeds: Speeds): number {
  const rest = lines.slice(place.line);
  const end = rest.findIndex((line, index) => index > 0 && isHeading(line));
  return sum(end < 0 ? rest : rest.slice(0, end), place.words, speeds);
}

export function isHeading({ kind }: Line): boolean {
  return kind === 'pocket' || kind === 'hat' || kind === 'block';
}

/** `8:00`, `-0:12` */
export function clock(seconds: number): string {
  const whole = Math.abs(Math.round(seconds));
  return `${Math.round(seconds) < 0 ? '-' : ''}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** The line after `from` in a direction that `fits`. `from`, if there is none. */
export function nextLine(lines: Line[], from: number, step: 1 | -1, fits: (line: Line) => boolean): number {
  for (let at = from + step; at >= 0 && at < lines.length; at += step) {
    const line = lines[at];
    if (line && fits(line)) return at;
  }
  return from;
}

/** Where the line `line`, which was at `at`, is among `lines` after an edit: the nearest that is the same. */
export function lineAfter(lines: Line[], at: number, line: Line | undefined): number {
  const same = lines.flatMap(({ kind, text }, index) => (kind === line?.kind && text === line.text ? [index] : []));
  const nearest = same.sort((first, second) => Math.abs(first - at) - Math.abs(second - at))[0];
  return nearest ?? Math.min(at, Math.max(lines.length - 1, 0));
}

/** The last words that were read, for a mark in the middle of a line. Null at a line’s start or end. */
export function lastWords(line: Line, words: number): string | null {
  const all = line.text.split(/\s+/u).filter(Boolean);
  if (words <= 0 || words >= all.length) return null;
  return all.slice(Math.max(words - 3, 0), words).join(' ');
}

function sum(lines: Line[], read: number, { wordsPerMinute, tagWordsPerMinute }: Speeds): number {
  const seconds = ({ kind, words }: Line) => (words * 60) / Math.max(kind === 'evidence' ? wordsPerMinute : tagWordsPerMinute, 1);
  const first = lines[0];
  const done = first ? seconds({ ...first, words: Math.min(read, first.words) }) : 0;
  return lines.reduce((total, line) => total + seconds(line), 0) - done;
}
