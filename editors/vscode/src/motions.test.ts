import assert from 'node:assert/strict';
import { test } from 'node:test';

import { brief, card, heading, line } from './fixture';
import { cardAt, headings, nearest, problemCites } from './motions';

const at = (line: number, character = 0) => ({ line, character });

test('a motion goes to the nearest target and never stays in place', () => {
  const targets = [at(0), at(4), at(4, 7), at(9)];
  assert.deepEqual(nearest(targets, at(4), 'next'), at(4, 7));
  assert.deepEqual(nearest(targets, at(4), 'previous'), at(0));
  assert.equal(nearest(targets, at(9), 'next'), undefined);
  assert.equal(nearest(targets, at(0), 'previous'), undefined);
});

const sample = brief([
  heading('block', 'AT: Russia', 0),
  card('Mediation fails', 2, { cites: [4] }),
  card('Aggression now', 8, { cites: [10, 11] }),
  card('No source', 14, { cites: [] }),
]);

test('headings are the entries that are neither cards nor analytics', () => {
  assert.deepEqual(
    headings(sample).map((found) => found.name),
    ['AT: Russia'],
  );
});

test('a card is found from any position in it', () => {
  assert.equal(cardAt(sample, at(2))?.name, 'Mediation fails');
  assert.equal(cardAt(sample, at(11, 3))?.name, 'Aggression now');
  assert.equal(cardAt(sample, at(0)), undefined);
});

test('a problem counts if it begins in a cite, or in the tag of a card without a cite', () => {
  const problems = [line(14), line(10), line(11), line(2), line(6), line(10)];
  assert.deepEqual(problemCites(sample, problems), [at(10), at(11), at(14)]);
  assert.deepEqual(problemCites(sample, []), []);
});
