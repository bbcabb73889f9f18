/** The tree of the *Find Cards* view: the words and filters, then the cards that were found, by block. Pure. */

import { count } from '../wording';
import type { FindParams, FoundCard, FoundCards } from './find';

export type FindNode = WordsNode | FiltersNode | FilterNode | BlockNode | CardNode;

interface WordsNode {
  kind: 'words';
}

interface FiltersNode {
  kind: 'filters';
}

export interface FilterNode {
  kind: 'filter';
  filter: Filter;
}

/** Cards of one file under the same headings. */
export interface BlockNode {
  kind: 'block';
  /** The innermost heading, or the file's name where there is none. */
  name: string;
  /** The headings around it, and the file. */
  place: string;
  uri: string;
  cards: CardNode[];
}

export interface CardNode {
  kind: 'card';
  card: FoundCard;
}

/** A filter, apart from the words. */
export interface Filter {
  /** The parameter that it sets. */
  name: 'author' | 'publication' | 'from' | 'to' | 'needsCite' | 'inTag';
  label: string;
  /** What to type. A filter without it is on or off. */
  prompt?: string;
}

export const FILTERS: Filter[] = [
  { name: 'author', label: 'Author', prompt: 'A part of the author’s name' },
  { name: 'publication', label: 'Publication', prompt: 'A part of the publication’s name' },
  { name: 'from', label: 'Published from', prompt: 'A date: 9-7-21, 2021-09 or 2021' },
  { name: 'to', label: 'Published until', prompt: 'A date: 9-7-21, 2021-09 or 2021' },
  { name: 'inTag', label: 'Words in the tag only' },
  { name: 'needsCite', label: 'Needs a cite' },
];

const ON = 'on';

/** The value of a filter, to be shown. Empty if it does not apply. */
export function filterValue(query: FindParams, { name }: Filter): string {
  const value = query[name];
  return typeof value === 'boolean' ? (value ? ON : '') : (value ?? '');
}

/** `Marsh · from 2021 · needs a cite`. Empty if no filter applies. */
export function filterSummary(query: FindParams): string {
  const prefix: Partial<Record<Filter['name'], string>> = { from: 'from ', to: 'until ' };
  const shown = FILTERS.map((filter) => {
    const value = filterValue(query, filter);
    if (value === '') return '';
    return value === ON && !filter.prompt ? filter.label.toLowerCase() : `${prefix[filter.name] ?? ''}${value}`;
  });
  return shown.filter(Boolean).join(' · ');
}

/** Whether anything is looked for. */
export function isQuery(query: FindParams): boolean {
  return (query.words ?? '').trim() !== '' || filterSummary(query) !== '';
}

/** The cards by block, the block with the best card first. `nameOf` names the file of a URI. */
export function blocks(cards: FoundCard[], nameOf: (uri: string) => string): BlockNode[] {
  const found = new Map<string, BlockNode>();
  for (const card of cards) {
    const { uri } = card.location;
    const key = `${uri}\n${card.headings}`;
    const block = found.get(key) ?? emptyBlock(card, nameOf(uri));
    block.cards.push({ kind: 'card', card });
    found.set(key, block);
  }
  return [...found.values()];
}

function emptyBlock({ headings, location: { uri } }: FoundCard, file: string): BlockNode {
  const path = headings.split(' › ').filter(Boolean);
  const name = path.pop();
  // The innermost of the headings around says most, and little space is left.
  const place = name === undefined ? '' : [...path.slice(-1), file].join(' · ');
  return { kind: 'block', name: name ?? file, place, uri, cards: [] };
}

/** `Choi 21 · Sep 7, 2021`, or what is missing. */
export function cardDescription({ shortCite, issued }: FoundCard): string {
  if (shortCite === '') return 'no cite';
  // The short cite has the year already.
  const isDay = /^\d{4}-\d\d-\d\d$/.test(issued);
  return isDay ? `${shortCite} · ${day(issued)}` : shortCite;
}

function day(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-US', { timeZone: 'UTC', month: 'short', day: 'numeric', year: 'numeric' });
}

/** What the view says above the tree. Empty if there is nothing to say. */
export function message(query: FindParams, found: FoundCards | undefined): string {
  if (!isQuery(query)) return 'Search the cards of all briefs and Word files in this folder.';
  if (!found) return '';
  const reading = found.stillReading ? 'Files are still being read. ' : '';
  if (found.cards.length === 0) return reading || 'No cards found. Use fewer words, or clear a filter.';
  if (found.more) return `${reading}These are the first ${found.cards.length}. Add a word or a filter.`;
  return reading;
}

/** `12 cards` */
export function total(found: FoundCards): string {
  return found.more ? `more than ${count(found.cards.length, 'card')}` : count(found.cards.length, 'card');
}
