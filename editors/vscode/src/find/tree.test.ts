import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { FoundCard } from './find';
import { blocks, cardDescription, filterSummary, message, total } from './tree';

function card(tag: string, headings: string, file = 'neg.debate', more: Partial<FoundCard> = {}): FoundCard {
  const start = { line: 2, character: 0 };
  const location = { uri: `file:///tub/${file}`, range: { start, end: start } };
  return { location, tag, headings, shortCite: 'Choi 21', publications: '', issued: '2021-09-07', words: 10, ...more };
}

const nameOf = (uri: string) => uri.split('/').at(-1) ?? '';

test('cards are by block, the block of the best card first', () => {
  const cards = [card('b', 'Case › AT: Heg'), card('x', 'AT: Heg', 'aff.debate'), card('a', 'Case › AT: Heg'), card('y', '', 'aff.debate')];
  assert.deepEqual(
    blocks(cards, nameOf).map(({ name, place, cards: inBlock }) => [name, place, inBlock.map(({ card: { tag } }) => tag)]),
    [
      ['AT: Heg', 'Case · neg.debate', ['b', 'a']],
      ['AT: Heg', 'aff.debate', ['x']],
      ['aff.debate', '', ['y']],
    ],
  );
});

test('a card shows its source and day', () => {
  assert.equal(cardDescription(card('a', '')), 'Choi 21 · Sep 7, 2021');
  assert.equal(cardDescription(card('a', '', 'a.debate', { issued: '2021' })), 'Choi 21');
  assert.equal(cardDescription(card('a', '', 'a.debate', { shortCite: '', issued: '' })), 'no cite');
});

test('the filters that apply are summed up', () => {
  assert.equal(filterSummary({}), '');
  assert.equal(filterSummary({ author: 'Marsh', from: '2021', to: '2022', needsCite: true, inTag: false }), 'Marsh · from 2021 · until 2022 · needs a cite');
});

test('the view says what to do', () => {
  const found = { cards: [], more: false, stillReading: false };
  assert.match(message({ words: ' ' }, undefined), /^Search the cards/);
  assert.equal(message({ words: 'heg' }, undefined), '');
  assert.match(message({ words: 'heg' }, found), /^No cards found/);
  assert.equal(message({ words: 'heg' }, { ...found, stillReading: true }), 'Files are still being read. ');
  assert.equal(message({ words: 'heg' }, { ...found, cards: [card('a', '')] }), '');
  const more = { ...found, more: true, cards: [card('a', '')] };
  assert.match(message({ words: 'heg' }, more), /^These are the first 1\./);
  assert.equal(total(more), 'more than 1 card');
});
