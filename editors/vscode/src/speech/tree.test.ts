import assert from 'node:assert/strict';
import { test } from 'node:test';

import { brief, card, heading } from '../fixture';
import { description, speechTree, type SpeechNode } from './tree';

const SPEECH = brief([
  card('Opening', 0),
  heading('pocket', '1NC', 5),
  heading('block', 'AT: Talks', 6),
  card('Talks fail', 7),
  card('Talks cost', 12),
  heading('block', 'AT: Heg', 17),
  card('Heg is over', 18),
  heading('pocket', '2NC', 23),
]);

test('cards are under their headings', () => {
  const names = (nodes: SpeechNode[]): unknown[] => nodes.map(({ entry, children }) => (children.length > 0 ? [entry.name, names(children)] : entry.name));
  assert.deepEqual(names(speechTree(SPEECH)), [
    'Opening',
    ['1NC', [['AT: Talks', ['Talks fail', 'Talks cost']], ['AT: Heg', ['Heg is over']]]],
    '2NC',
  ]);
});

test('a card shows its source and time, a heading its cards', () => {
  const [opening, pocket] = SPEECH.entries;
  assert.equal(opening && description(SPEECH, opening), 'Choi 21 · 12 s');
  assert.equal(pocket && description(SPEECH, pocket), '3 cards · 36 s');
});
