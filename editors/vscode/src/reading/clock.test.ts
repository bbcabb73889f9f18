import assert from 'node:assert/strict';
import { test } from 'node:test';

import { line as range } from '../fixture';
import { clock, lastWords, lineAfter, nextLine, timeLeft, timeLeftOfBlock } from './clock';
import type { Line } from './reading';

const line = (kind: Line['kind'], words: number, at: number): Line => ({ kind, words, text: 'a b c d e', range: range(at) });
const LINES = [line('block', 0, 0), line('tag', 10, 1), line('cite', 2, 2), line('evidence', 60, 3), line('block', 0, 4), line('analytic', 12, 5)];
const SPEEDS = { wordsPerMinute: 240, tagWordsPerMinute: 120 };

test('the rest takes as long as its words at their speeds', () => {
  assert.equal(timeLeft(LINES, { line: 0, words: 0 }, SPEEDS), 5 + 1 + 15 + 6);
  assert.equal(timeLeft(LINES, { line: 3, words: 20 }, SPEEDS), 10 + 6);
  assert.equal(timeLeftOfBlock(LINES, { line: 0, words: 0 }, SPEEDS), 21);
  assert.equal(timeLeftOfBlock(LINES, { line: 3, words: 60 }, SPEEDS), 0);
  assert.equal(timeLeft([], { line: 0, words: 0 }, SPEEDS), 0);
});

test('a clock goes below zero', () => {
  assert.deepEqual([480, 61, 0, -12, -0.2].map(clock), ['8:00', '1:01', '0:00', '-0:12', '0:00']);
});

test('steps go from block to block and stop at the ends', () => {
  const isBlock = ({ kind }: Line) => kind === 'block';
  assert.equal(nextLine(LINES, 1, 1, isBlock), 4);
  assert.equal(nextLine(LINES, 3, -1, isBlock), 0);
  assert.equal(nextLine(LINES, 5, 1, isBlock), 5);
});

test('the reader stays at the line when a mark is added above it', () => {
  const [block, tag, cite, evidence] = LINES;
  const after = [block, line('mark', 0, 9), tag, cite, evidence].filter((one) => one !== undefined);
  assert.equal(lineAfter(after, 1, tag), 2);
  assert.equal(lineAfter(after, 7, line('analytic', 3, 9)), 4);
  assert.equal(lineAfter([], 3, tag), 0);
});

test('a mark inside of a line names the last words', () => {
  assert.deepEqual([0, 1, 4, 5].map((words) => lastWords(line('evidence', 5, 0), words)), [null, 'a', 'b c d', null]);
});
