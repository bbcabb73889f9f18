/** The page *Statistics*: what is in a brief, in numbers. Pure: a brief in, Markdown out. */

import type { Brief, Card, Entry, Heading } from '../brief';
import { cards, headings } from '../motions';
import { entriesUnder, sum, totalsOf } from '../totals';
import { count, duration, escapeMarkdown, number } from '../wording';

export function statistics(name: string, brief: Brief): string {
  const totals = totalsOf(brief);
  const evidence = cards(brief).reduce((words, card) => words + card.bodyWords, 0);
  const dates = dateSpan(brief.entries);
  const facts = [
    ['Cards', number(totals.cards)],
    ['Headings', number(headings(brief).length)],
    ['Words of evidence', number(evidence)],
    ['Words read aloud', number(totals.words)],
    ['Reading time', `${duration(totals.seconds)} at ${brief.wordsPerMinute} words a minute`],
    ['Oldest source', dates.oldest],
    ['Newest source', dates.newest],
    ['Without a date or year', number(dates.undated)],
  ];
  const table = facts.map(([what, value]) => `| ${what ?? ''} | ${value ?? ''} |`);
  const rows = headings(brief).map((heading) => row(brief, heading));
  return [
    `# ${escapeMarkdown(name)}`,
    '',
    '| | |',
    '| --- | --- |',
    ...table,
    ...(rows.length === 0 ? [] : ['', '## By heading', '', ...TABLE_HEAD, ...rows]),
    '',
  ].join('\n');
}

const TABLE_HEAD = [
  '| Heading | Cards | Words read | Time | Oldest | Newest | No date |',
  '| --- | ---: | ---: | ---: | --- | --- | ---: |',
];

function row(brief: Brief, heading: Heading): string {
  const entries = entriesUnder(brief, heading);
  const { cards, words, seconds } = sum(entries, brief);
  const { oldest, newest, undated } = dateSpan(entries);
  const name = `${'\u2003'.repeat(heading.path.length)}${escapeMarkdown(heading.name)}`;
  return `| ${name} | ${number(cards)} | ${number(words)} | ${duration(seconds)} | ${oldest} | ${newest} | ${number(undated)} |`;
}

/** The oldest and the newest date, as Markdown, and how many cards have no date with a year. */
function dateSpan(entries: Entry[]): { oldest: string; newest: string; undated: number } {
  const all = entries.filter((entry): entry is Card => entry.kind === 'card');
  const dated = all
    .flatMap((card) => card.cites)
    .flatMap(({ issued }) => (issued?.days ? [{ text: issued.text, first: issued.days[0], last: issued.days[1] }] : []));
  const oldest = dated.reduce((best, date) => (date.first < best.first ? date : best), dated[0] ?? NO_DATE);
  const newest = dated.reduce((best, date) => (date.last > best.last ? date : best), dated[0] ?? NO_DATE);
  const undated = all.filter((card) => card.cites.every((cite) => !cite.issued?.days)).length;
  return { oldest: escapeMarkdown(oldest.text), newest: escapeMarkdown(newest.text), undated };
}

const NO_DATE = { text: '–', first: '', last: '' };

/** For a tooltip: `8 cards · 3,790 words · 11 min`. */
export function summary(brief: Brief): string {
  const { cards, words, seconds } = totalsOf(brief);
  return [count(cards, 'card'), count(words, 'word'), duration(seconds)].join(' · ');
}
