import assert from 'node:assert/strict';
import { test } from 'node:test';

import { brief, card, issued } from '../fixture';
import { axis, day, ticks } from './axis';
import { chart } from './chart';
import { monthsBefore, timeline, type Timeline } from './timeline';

const at = (path: string[], name: string, first?: string, last?: string) =>
  card(name, 0, { path, issued: first === undefined ? null : issued(first, last) });

const page = timeline(
  brief([
    at(['Syria', 'AT: Russia'], 'Mediation fails', '2021-09-07'),
    at(['Syria', 'AT: Russia'], 'Old', '2015'.concat('-01-01'), '2015-12-31'),
    at(['Syria', 'AT: Assad'], 'Undated'),
    card('No source', 0, { path: ['Syria', 'AT: Assad'], cites: [] }),
  ]),

);

test('a row is a block, a mark a source, and what wants a date says so', () => {
  assert.deepEqual(
    page.rows.map(({ name, path, marks }) => [path, name, ...marks.map((mark) => `${mark.tag}: ${mark.state}, ${mark.date}`)]),
    [
      ['Syria', 'AT: Russia', 'Mediation fails: fresh, 2021-09-07', 'Old: stale, 2015-01-01/2015-12-31'],
      ['Syria', 'AT: Assad', 'Undated: undated, no date', 'No source: undated, no cite'],
    ],
  );
});

test('a tag whose words have a limit of their own is held to that', () => {
  const [uniqueness, impact] = ['Uniqueness: troops stay', 'The impact is war'].map((tag, line) =>
    card(tag, line, { issued: issued('2021-05-01'), ...(line === 0 && { staleMonths: 3 }) }),
  );
  const held = timeline(brief([uniqueness, impact].filter((one) => one !== undefined)));
  assert.deepEqual(
    held.rows.flatMap((row) => row.marks.map((mark) => mark.state)),
    ['stale', 'fresh'],
  );
  assert.deepEqual([held.staleMonths, held.hasOtherLimits, page.hasOtherLimits], [24, true, false]);
  assert.match(draw(held).body, /aria-label="Choi 21, [^"]*, older than 3 months: Uniqueness/);
});

test('months are those of the calendar', () => {
  assert.equal(page.staleBefore, '2019-10-01');
  assert.equal(monthsBefore('2024-03-31', 1), '2024-02-29');
  assert.equal(monthsBefore('2021-01-15', 13), '2019-12-15');
});

const of = (today: string, ...days: string[]): Timeline =>
  timeline(brief(days.map((date) => at([], 'Tag', date)), today));

test('the axis reaches to today where that is near', () => {
  const near = axis(of('2021-10-01', '2021-09-01', '2021-09-16'));
  assert.equal(near?.reachesToday, true);
  assert.ok(near.first < day('2021-09-01') && near.last > day('2021-10-01'));
  const far = axis(of('2026-10-01', '2021-09-01', '2021-09-16'));
  assert.equal(far?.reachesToday, false);
  assert.ok(far.last < day('2021-10-01'));
  assert.equal(axis(of('2021-10-01')), undefined);
});

test('ticks stand at full days, months and years', () => {
  const labels = (from: string, to: string, most: number) =>
    ticks({ first: day(from), last: day(to), reachesToday: false }, most).map((tick) => tick.label);
  assert.deepEqual(labels('2021-09-07', '2021-09-10', 4), ['Sep 7, 2021', 'Sep 8', 'Sep 9', 'Sep 10']);
  assert.deepEqual(labels('2020-11-20', '2021-02-10', 4), ['Dec 2020', 'Jan 2021', 'Feb']);
  assert.deepEqual(labels('1994-06-01', '2021-02-10', 6), ['1995', '2000', '2005', '2010', '2015', '2020']);
  assert.deepEqual(labels('0087-06-01', '0111-02-10', 3), ['90', '100', '110']);
});

test('however wide the stretch, there are not more ticks than asked for', () => {
  for (let span = 1; span < 400_000; span *= 2) {
    for (const most of [1, 4, 9]) {
      assert.ok(ticks({ first: 18_000.3, last: 18_000.3 + span, reachesToday: false }, most).length <= most + 1);
    }
  }
});

const draw = (shown: Timeline, width = 800) => chart(shown, width, (text) => text.length * 7);

test('a shape says what its colour says', () => {
  const { body } = draw(page);
  assert.equal(body.match(/class="mark fresh"[^>]*><circle/g)?.length, 1);
  assert.equal(body.match(/class="mark stale"[^>]*><rect/g)?.length, 1);
  assert.equal(body.match(/class="mark undated"[^>]*>.*?\?<\/text>/g)?.length, 2);
  assert.equal(draw(of('2026-10-01', '2021-09-01')).body.match(/class="mark stale"[^>]*><path/g)?.length, 1);
});

test('what a brief says cannot break out of the picture', () => {
  const { body } = draw(timeline(brief([at(['<script>'], '"><img src=x>', '2021-09-01')])));
  assert.doesNotMatch(body, /<script|<img/);
});

test('sources of one day lie one above the other', () => {
  const days = Array.from({ length: 5 }, () => '2021-09-01');
  const { body } = draw(of('2021-10-01', ...days));
  const heights = [...body.matchAll(/class="mark fresh"[^>]*><circle[^>]* cy="([\d.]+)"/g)].map((found) => found[1]);
  assert.equal(new Set(heights).size, 5);
});

test('nothing leaves the picture, at any width', () => {
  for (const width of [120, 300, 2000]) {
    const { body } = draw(page, width);
    for (const [, x] of body.matchAll(/\b(?:x|cx|x1)="(-?[\d.]+)"/g)) {
      assert.ok(Number(x) >= 0 && Number(x) <= width, `${x ?? ''} of ${width}`);
    }
    assert.doesNotMatch(body, /NaN|undefined|\b(?:width|height|x|cx|y|cy)="-/);
  }
});
