import assert from 'node:assert/strict';
import { test } from 'node:test';

import { brief, card, issued } from '../fixture';
import { axis, dayNumber, ticks } from './axis';
import { chart } from './chart';
import { arranged, monthsBefore, timeline, type Timeline } from './timeline';

const cardWithDate = (path: string[], name: string, first?: string, last?: string) =>
  card(name, 0, { path, issued: first === undefined ? null : issued(first, last) });

const page = timeline(
  brief([
    cardWithDate(['Syria', 'AT: Russia'], 'Mediation fails', '2021-09-07'),
    cardWithDate(['Syria', 'AT: Russia'], 'Old', '2015'.concat('-01-01'), '2015-12-31'),
    cardWithDate(['Syria', 'AT: Assad'], 'Undated'),
    card('No source', 0, { path: ['Syria', 'AT: Assad'], cites: [] }),
  ]),
);

test('each block is a row, each source a mark, and a missing date is named', () => {
  assert.deepEqual(
    page.rows.map(({ name, path, marks }) => [path, name, ...marks.map((mark) => `${mark.tag}: ${mark.state}, ${mark.date}`)]),
    [
      ['Syria', 'AT: Russia', 'Mediation fails: fresh, 2021-09-07', 'Old: stale, 2015-01-01/2015-12-31'],
      ['Syria', 'AT: Assad', 'Undated: undated, no date', 'No source: undated, no cite'],
    ],
  );
});

test('a limit for words of the tag replaces the general one', () => {
  const [uniqueness, impact] = ['Uniqueness: troops stay', 'The impact is war'].map((tag, line) =>
    card(tag, line, { issued: issued('2021-05-01'), ...(line === 0 && { staleMonths: 3 }) }),
  );
  const shown = timeline(brief([uniqueness, impact].filter((one) => one !== undefined)));
  assert.deepEqual(
    shown.rows.flatMap((row) => row.marks.map((mark) => mark.state)),
    ['stale', 'fresh'],
  );
  assert.deepEqual([shown.staleMonths, shown.hasOtherLimits, page.hasOtherLimits], [24, true, false]);
  assert.match(draw(shown).body, /aria-label="Choi 21, [^"]*, older than 3 months: Uniqueness/);
});

test('evidence for a claim about no present never goes stale', () => {
  const shown = timeline(brief([card('The impact is war', 0, { issued: issued('1990-05-01'), staleMonths: null })]));
  assert.deepEqual(shown.rows.flatMap((row) => row.marks.map((mark) => mark.state)), ['fresh']);
  assert.equal(shown.hasOtherLimits, false);
});

test('stale sources alone, and the oldest first', () => {
  const stale = arranged(page, { sort: 'block', staleOnly: true });
  assert.deepEqual(stale.rows.map((row) => [row.label, row.marks.length]), [['Syria › AT: Russia', 1]]);
  const old = timeline(brief([cardWithDate(['A', 'New'], 'x', '2021-01-01'), cardWithDate(['A', 'Old'], 'y', '1999-01-01'), cardWithDate(['A', 'None'], 'z')]));
  assert.deepEqual(arranged(old, { sort: 'age', staleOnly: false }).rows.map((row) => row.name), ['Old', 'New', 'None']);
});

test('months are calendar months', () => {
  assert.equal(page.staleBefore, '2019-10-01');
  assert.equal(monthsBefore('2024-03-31', 1), '2024-02-29');
  assert.equal(monthsBefore('2021-01-15', 13), '2019-12-15');
});

const timelineOf = (today: string, ...days: string[]): Timeline =>
  timeline(brief(days.map((date) => cardWithDate([], 'Tag', date)), today));

test('the axis reaches today if that is near', () => {
  const near = axis(timelineOf('2021-10-01', '2021-09-01', '2021-09-16'));
  assert.equal(near?.includesToday, true);
  assert.ok(near.first < dayNumber('2021-09-01') && near.last > dayNumber('2021-10-01'));
  const far = axis(timelineOf('2026-10-01', '2021-09-01', '2021-09-16'));
  assert.equal(far?.includesToday, false);
  assert.ok(far.last < dayNumber('2021-10-01'));
  assert.equal(axis(timelineOf('2021-10-01')), undefined);
});

test('ticks are at whole days, months and years', () => {
  const labels = (from: string, to: string, most: number) =>
    ticks({ first: dayNumber(from), last: dayNumber(to), includesToday: false }, most).map((tick) => tick.label);
  assert.deepEqual(labels('2021-09-07', '2021-09-10', 4), ['Sep 7, 2021', 'Sep 8', 'Sep 9', 'Sep 10']);
  assert.deepEqual(labels('2020-11-20', '2021-02-10', 4), ['Dec 2020', 'Jan 2021', 'Feb']);
  assert.deepEqual(labels('1994-06-01', '2021-02-10', 6), ['1995', '2000', '2005', '2010', '2015', '2020']);
  assert.deepEqual(labels('0087-06-01', '0111-02-10', 3), ['90', '100', '110']);
});

test('the number of ticks is bounded for any span', () => {
  for (let span = 1; span < 400_000; span *= 2) {
    for (const most of [1, 4, 9]) {
      assert.ok(ticks({ first: 18_000.3, last: 18_000.3 + span, includesToday: false }, most).length <= most + 1);
    }
  }
});

const draw = (shown: Timeline, width = 800) => chart(shown, width, (text) => text.length * 7);

test('shapes say the same as colors', () => {
  const { body } = draw(page);
  assert.equal(body.match(/class="mark fresh"[^>]*><circle/g)?.length, 1);
  assert.equal(body.match(/class="mark stale"[^>]*><rect/g)?.length, 1);
  assert.equal(body.match(/class="mark undated"[^>]*>.*?\?<\/text>/g)?.length, 2);
  assert.equal(draw(timelineOf('2026-10-01', '2021-09-01')).body.match(/class="mark stale"[^>]*><path/g)?.length, 1);
});

test('text of a brief cannot inject markup', () => {
  const { body } = draw(timeline(brief([cardWithDate(['<script>'], '"><img src=x>', '2021-09-01')])));
  assert.doesNotMatch(body, /<script|<img/);
});

test('sources of one day are stacked', () => {
  const days = Array.from({ length: 5 }, () => '2021-09-01');
  const { body } = draw(timelineOf('2021-10-01', ...days));
  const heights = [...body.matchAll(/class="mark fresh"[^>]*><circle[^>]* cy="([\d.]+)"/g)].map((found) => found[1]);
  assert.equal(new Set(heights).size, 5);
});

test('nothing is drawn outside the chart, at any width', () => {
  for (const width of [120, 300, 2000]) {
    const { body } = draw(page, width);
    for (const [, x] of body.matchAll(/\b(?:x|cx|x1)="(-?[\d.]+)"/g)) {
      assert.ok(Number(x) >= 0 && Number(x) <= width, `${x ?? ''} of ${width}`);
    }
    assert.doesNotMatch(body, /NaN|undefined|\b(?:width|height|x|cx|y|cy)="-/);
  }
});
