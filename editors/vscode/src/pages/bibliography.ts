/** The page *Bibliography*: every source once, sorted by author. Pure: a brief in, Markdown out. */

import type { Brief, Cite, CslItem } from '../brief';
import { cards } from '../motions';
import { count, escapeMarkdown } from '../wording';

interface Source {
  /** Markdown. */
  reference: string;
  sortKey: string;
  cards: number;
}

/** `brief` must include its texts (`csl`). */
export function bibliography(name: string, brief: Brief): string {
  const sources = new Map<string, Source>();
  for (const cite of cards(brief).flatMap((card) => card.cites)) {
    const reference = formatReference(cite);
    const known = sources.get(reference);
    if (known) known.cards += 1;
    else sources.set(reference, { reference, sortKey: sortKeyOf(cite), cards: 1 });
  }
  const sorted = [...sources.values()].sort((first, second) => first.sortKey.localeCompare(second.sortKey, 'en'));
  const lines = sorted.map(({ reference, cards }) => `- ${reference}${cards > 1 ? ` _(${count(cards, 'card')})_` : ''}`);
  const title = `# Sources of ${escapeMarkdown(name)}`;
  return [title, '', ...(lines.length > 0 ? lines : ['This brief has no cites.']), ''].join('\n');
}

/** `Choi, Joseph. “Kremlin: …” _The Hill_, Sep 2, 2021. <https://…>`, without the fields that are missing. */
function formatReference(cite: Cite): string {
  const csl = cite.csl ?? {};
  const issued = cite.issued?.text ?? 'no date';
  const publication = [
    csl['container-title'] && `_${escapeMarkdown(csl['container-title'])}_`,
    csl.volume && `vol. ${escapeMarkdown(csl.volume)}`,
    csl.issue && `no. ${escapeMarkdown(csl.issue)}`,
    escapeMarkdown(issued),
    csl.page && `pp. ${escapeMarkdown(csl.page)}`,
  ];
  const parts = [
    withPeriod(escapeMarkdown(authors(csl))),
    csl.title && `“${withPeriod(escapeMarkdown(csl.title))}”`,
    withPeriod(publication.filter(Boolean).join(', ')),
    link(csl),
  ];
  const knownField = csl.author ?? csl.title ?? csl['container-title'] ?? csl.URL;
  // A cite without any known field is shown as written.
  return knownField === undefined ? escapeMarkdown(oneLine(cite.text)) : parts.filter(Boolean).join(' ');
}

function sortKeyOf(cite: Cite): string {
  const csl = cite.csl ?? {};
  return [authors(csl), csl.title, cite.text].find((text) => text !== undefined && text !== '') ?? '';
}

/** `Choi, Joseph, and Ada Bond`: only the first author starts with the family name. */
function authors({ author = [] }: CslItem): string {
  const names = author.map(({ family, given, literal }, index) => {
    if (literal !== undefined) return literal;
    return index === 0 ? [family, given].filter(Boolean).join(', ') : [given, family].filter(Boolean).join(' ');
  });
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')}, and ${last}`;
}

function link({ URL: url, DOI: doi }: CslItem): string {
  const address = url ?? (doi && `https://doi.org/${doi}`) ?? '';
  return /^https?:[^\s<>]+$/.test(address) ? `<${address}>` : escapeMarkdown(address);
}

/** Adds a period, unless the text ends in punctuation. */
function withPeriod(text: string): string {
  return text === '' || /[.?!…]$/.test(text) ? text : `${text}.`;
}

function oneLine(text: string): string {
  return text.split(/\s+/).join(' ').trim();
}
