/** The page *Statistics*: what a brief holds, in numbers. Pure: a brief in, Markdown out. */

import type { Brief, Card, Entry, Heading } from '../brief';
import { cards, headings } from '../motions';
import { section, sum } from '../tally';
import { count, duration, escapeMarkdown, number } from '../wording';

export function statistics(name: string, brief: Brief): string {
  const held = sum(brief.entries);
  const evidence = cards(brief).reduce((words, card) => words + card.bodyWords, 0);
  const dates = range(brief.entries);
  const facts = [
    ['Cards', number(held.cards)],
    ['Headings', number(headings(brief).length)],
    ['Words of evidence', number(evidence)],
    ['Words read aloud', number(held.words)],
    ['Reading time', `${duration(held.seconds)} at ${brief.wordsPerMinute} words a minute`],
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
    ...(rows.length === 0 ? [] : ['', '## By heading', '', ...HEAD, ...rows]),
    '',
  ].join('\n');
}

const HEAD = [
  '| Heading | Cards | Words read | Time | Oldest | Newest | No date |',
  '| --- | ---: | ---: | ---: | --- | --- | ---: |',
];

function row(brief: Brief, heading: Heading): string {
  const entries = section(brief, heading);
  const { cards, words, seconds } = sum(entries);
  const { oldest, newest, undated } = range(entries);
  const name = `${'\u2003'.repeat(heading.path.length)}${escapeMarkdown(heading.name)}`;
  return `| ${name} | ${number(cards)} | ${number(words)} | ${duration(seconds)} | ${oldest} | ${newest} | ${number(undated)} |`;
}

/** The first and the last date, in words, and how many cards have none with a year. */
function range(entries: Entry[]): { oldest: string; newest: string; undated: number } {
  const all = entries.filter((entry): entry is Card => entry.kind === 'card');
  const dated = all
    .flatMap((card) => card.cites)
    .flatMap(({ issued }) => (issued?.days ? [{ text: issued.text, first: issued.days[0], last: issued.days[1] }] : []));
  const oldest = dated.reduce((best, date) => (date.first < best.first ? date : best), dated[0] ?? NONE);
  const newest = dated.reduce((best, date) => (date.last > best.last ? date : best), dated[0] ?? NONE);
  const undated = all.filter((card) => card.cites.every((cite) => !cite.issued?.days)).length;
  return { oldest: escapeMarkdown(oldest.text), newest: escapeMarkdown(newest.text), undated };
}

const NONE = { text: '–', first: '', last: '' };

/** For a tooltip: `8 cards · 3,790 words · 11 min`. */
export function summary(brief: Brief): string {
  const { cards, words, seconds } = sum(brief.entries);
  return [count(cards, 'card'), count(words, 'word'), duration(seconds)].join(' · ');
}
