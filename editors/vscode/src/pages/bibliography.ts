/** The page *Bibliography*: every source once, by author. Pure: a brief in, Markdown out. */

import type { Brief, Cite, CslItem } from '../brief';
import { cards } from '../motions';
import { count, escapeMarkdown } from '../wording';

interface Source {
  /** As Markdown. */
  line: string;
  /** What it is sorted by. */
  key: string;
  cards: number;
}

/** `brief` was asked with its texts. */
export function bibliography(name: string, brief: Brief): string {
  const sources = new Map<string, Source>();
  for (const cite of cards(brief).flatMap((card) => card.cites)) {
    const line = reference(cite);
    const known = sources.get(line);
    if (known) known.cards += 1;
    else sources.set(line, { line, key: sortKey(cite), cards: 1 });
  }
  const sorted = [...sources.values()].sort((one, other) => one.key.localeCompare(other.key, 'en'));
  const lines = sorted.map(({ line, cards }) => `- ${line}${cards > 1 ? ` _(${count(cards, 'card')})_` : ''}`);
  const title = `# Sources of ${escapeMarkdown(name)}`;
  return [title, '', ...(lines.length > 0 ? lines : ['There is no cite in this brief.']), ''].join('\n');
}

/** `Choi, Joseph. “Kremlin: …” _The Hill_, Sep 2, 2021. <https://…>`; what a cite does not say is left out. */
function reference(cite: Cite): string {
  const csl = cite.csl ?? {};
  const issued = cite.issued?.text ?? 'no date';
  const place = [
    csl['container-title'] && `_${escapeMarkdown(csl['container-title'])}_`,
    csl.volume && `vol. ${escapeMarkdown(csl.volume)}`,
    csl.issue && `no. ${escapeMarkdown(csl.issue)}`,
    escapeMarkdown(issued),
    csl.page && `pp. ${escapeMarkdown(csl.page)}`,
  ];
  const parts = [
    closed(escapeMarkdown(authors(csl))),
    csl.title && `“${closed(escapeMarkdown(csl.title))}”`,
    closed(place.filter(Boolean).join(', ')),
    link(csl),
  ];
  const fields = csl.author ?? csl.title ?? csl['container-title'] ?? csl.URL;
  // A cite of which nothing was understood stands as it is.
  return fields === undefined ? escapeMarkdown(oneLine(cite.text)) : parts.filter(Boolean).join(' ');
}

function sortKey(cite: Cite): string {
  const csl = cite.csl ?? {};
  return [authors(csl), csl.title, cite.text].find((text) => text !== undefined && text !== '') ?? '';
}

/** The first author by family name, the others as they are called. */
function authors({ author = [] }: CslItem): string {
  const names = author.map(({ family, given, literal }, at) => {
    if (literal !== undefined) return literal;
    return at === 0 ? [family, given].filter(Boolean).join(', ') : [given, family].filter(Boolean).join(' ');
  });
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')}, and ${last}`;
}

function link({ URL: url, DOI: doi }: CslItem): string {
  const address = url ?? (doi && `https://doi.org/${doi}`) ?? '';
  return /^https?:[^\s<>]+$/.test(address) ? `<${address}>` : escapeMarkdown(address);
}

/** With a full stop, where it does not end in a mark of its own. */
function closed(text: string): string {
  return text === '' || /[.?!…]$/.test(text) ? text : `${text}.`;
}

function oneLine(text: string): string {
  return text.split(/\s+/).join(' ').trim();
}
