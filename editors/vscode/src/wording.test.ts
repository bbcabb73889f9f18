import assert from 'node:assert/strict';
import { test } from 'node:test';

import { count, duration, escapeIcons, escapeMarkdown, seconds, words } from './wording';

test('long times have no seconds', () => {
  const cases: [number, string][] = [
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [80, '1 min 20 s'],
    [599, '9 min 59 s'],
    [600, '10 min'],
    [3570, '1 h'],
    [3900, '1 h 5 min'],
  ];
  for (const [time, expected] of cases) assert.equal(duration(time), expected);
});

test('a word takes at least a second', () => {
  assert.equal(seconds(0, 350), 0);
  assert.equal(seconds(1, 350), 1);
  assert.equal(seconds(350, 350), 60);
  assert.equal(seconds(3, 0), 180);
});

test('a dash is not a word', () => {
  assert.equal(words('Non-unique – US pressure on\n the “Ukraine” …'), 6);
  assert.equal(words(' '), 0);
});

test('a count has the right plural', () => {
  assert.equal(count(1, 'card'), '1 card');
  assert.equal(count(1204, 'word'), '1,204 words');
});

test('Markdown in a cite is escaped', () => {
  assert.equal(escapeMarkdown('*Brackets* [MB] <b>'), '\\*Brackets\\* \\[MB\\] \\<b\\>');
});

test('icons in a heading are escaped', () => {
  assert.equal(escapeIcons('AT: $(error) costs $(2) or $5'), 'AT: \\$(error) costs \\$(2) or $5');
  assert.equal(escapeIcons('$(sync~spin)'), '\\$(sync~spin)');
});
