import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { CslItem } from '../brief';
import { brief, card, heading, issued } from '../fixture';
import { bibliography } from './bibliography';
import { statistics } from './statistics';

test('statistics list what is under each heading', () => {
  const page = statistics(
    'syria.debate',
    brief([
      heading('hat', 'Syria', 0),
      heading('block', 'AT: Russia', 1, ['Syria']),
      card('Mediation fails', 2, { issued: issued('2021-09-07') }),
      card('Aggression now', 8, { issued: issued('2021-09-09', '2021-09-16') }),
      heading('block', 'AT: Assad', 13, ['Syria']),
      card('No date', 14),
    ]),
  );
  assert.match(page, /\| Words of evidence \| 300 \|/);
  assert.match(page, /\| Reading time \| 36 s at 350 words a minute \|/);
  assert.match(page, /\| Syria \| 3 \| 210 \| 36 s \| 2021\\-09\\-07 \| .* \| 1 \|/);
  assert.match(page, /\| \u2003AT: Russia \| 2 \| 140 \| 24 s \| .* \| 0 \|/);
  assert.match(page, /\| \u2003AT: Assad \| 1 \| 70 \| 12 s \| – \| – \| 1 \|/);
});

function withSource(csl: CslItem, text = 'a cite') {
  const result = card('Tag', 0, { issued: issued('2021-09-02') });
  result.cites = result.cites.map((cite) => ({ ...cite, text, csl }));
  return result;
}

test('a bibliography has every source once, sorted by author', () => {
  const choi: CslItem = {
    author: [{ family: 'Choi', given: 'Joseph' }, { family: 'Bond', given: 'A.' }],
    title: 'Kremlin: what next?',
    'container-title': 'The Hill',
    URL: 'https://thehill.com/1',
  };
  const tass: CslItem = { author: [{ literal: 'TASS' }], title: '*Syria*' };
  const page = bibliography('a_b.debate', brief([tass, choi, choi].map((csl) => withSource(csl))));
  assert.deepEqual(page.split('\n').slice(2, -1), [
    '- Choi, Joseph, and A. Bond. “Kremlin: what next?” _The Hill_, 2021\\-09\\-02. <https://thehill.com/1> _(2 cards)_',
    '- TASS. “\\*Syria\\*.” 2021\\-09\\-02.',
  ]);
});

test('a cite without any known field is shown as written', () => {
  assert.match(bibliography('x', brief([withSource({}, '9-1,\n  ,')])), /^- 9\\-1, ,$/m);
});
