import assert from 'node:assert/strict';
import { test } from 'node:test';

import { afterEdit } from './movedRanges';

/** In one line. */
const range = (start: number, end: number, line = 0) => ({ start: { line, character: start }, end: { line, character: end } });
const after = (edit: [from: number, to: number, text: string]) => afterEdit([range(4, 8), range(4, 8, 1)], [{ range: range(edit[0], edit[1]), text: edit[2] }])?.map(({ start, end }) => [start.character, end.character]);

test('ranges move with what is typed and removed in their line', () => {
  assert.deepEqual(after([2, 2, 'ab']), [[6, 10], [4, 8]]);
  assert.deepEqual(after([6, 6, 'ab']), [[4, 10], [4, 8]]);
  assert.deepEqual(after([9, 9, 'ab']), [[4, 8], [4, 8]]);
  assert.deepEqual(after([0, 2, '']), [[2, 6], [4, 8]]);
  assert.deepEqual(after([2, 6, '']), [[2, 4], [4, 8]]);
  assert.deepEqual(after([6, 9, '']), [[4, 6], [4, 8]]);
});

test('what is typed at an edge is outside', () => {
  assert.deepEqual(after([4, 4, 'ab']), [[6, 10], [4, 8]]);
  assert.deepEqual(after([8, 8, 'ab']), [[4, 8], [4, 8]]);
});

test('after other changes nobody knows', () => {
  assert.equal(after([2, 2, '\n']), undefined);
  assert.equal(after([2, 3, 'a']), undefined);
  assert.equal(afterEdit([], [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: '' }]), undefined);
  assert.equal(afterEdit([], [{ range: range(0, 0), text: 'a' }, { range: range(5, 5), text: 'a' }]), undefined);
});
