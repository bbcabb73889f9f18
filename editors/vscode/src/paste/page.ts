/** What the HTML of a page says about the page: who wrote it, when, where. Only what was copied is read. Pure. */

export interface Page {
  title?: string;
  /** As the page writes them. */
  authors: string[];
  site?: string;
  /** `2021-09-07`, or only the month or the year. */
  date?: string;
  url?: string;
}

type Field = 'title' | 'author' | 'site' | 'date' | 'url';

/** Names in `<meta>` and `itemprop`, for each field the most reliable first: what scholars index, then what is shared. */
const NAMES: Record<Field, string[]> = {
  title: ['citation_title', 'dc.title', 'og:title', 'headline', 'twitter:title', 'parsely-title'],
  author: ['citation_author', 'dc.creator', 'author', 'article:author', 'parsely-author', 'sailthru.author', 'byl'],
  site: ['citation_journal_title', 'og:site_name', 'publisher', 'application-name'],
  date: ['citation_publication_date', 'citation_date', 'article:published_time', 'datepublished', 'dc.date', 'parsely-pub-date', 'sailthru.date', 'pubdate', 'date'],
  url: ['og:url', 'citation_public_url', 'parsely-link', 'url'],
};
/** Less reliable than all of these. */
const FALLBACK = 100;

interface Found {
  field: Field;
  rank: number;
  value: string;
}

export class PageReader {
  private readonly found: Found[] = [];
  /** An element whose text is a field. */
  private element: { tag: string; field: Field; rank: number; text: string } | undefined;

  open(tag: string, attributes: Record<string, string>): void {
    const { name, property, itemprop, content, href, datetime, rel = '' } = attributes;
    const field = fieldOf(property ?? name ?? itemprop);
    const stated = content ?? datetime;
    if (tag === 'link' && rel.split(/\s+/).includes('canonical')) this.add('url', FALLBACK, href);
    else if (field && stated !== undefined) this.add(field.field, field.rank, stated);
    else if (tag === 'time') this.add('date', FALLBACK, datetime);
    else if (field && itemprop !== undefined && tag !== 'meta') this.element ??= { tag, ...field, text: '' };
    else if (rel.split(/\s+/).includes('author')) this.element ??= { tag, field: 'author', rank: FALLBACK, text: '' };
  }

  text(words: string): void {
    if (this.element) this.element.text += words;
  }

  close(tag: string): void {
    if (this.element?.tag !== tag) return;
    this.add(this.element.field, this.element.rank, this.element.text);
    this.element = undefined;
  }

  /** The text of an element that is not shown. */
  raw(tag: string, text: string): void {
    if (tag === 'title') this.add('title', FALLBACK, text);
    else if (tag === 'script' && /^\s*[[{]/.test(text)) this.linkedData(text);
  }

  page(): Page {
    const best = (field: Field) => {
      const values = this.found.filter((one) => one.field === field);
      const rank = Math.min(...values.map((one) => one.rank));
      return values.filter((one) => one.rank === rank).map(({ value }) => value);
    };
    const [title] = best('title');
    const [site] = best('site');
    const [date] = best('date');
    const [url] = best('url');
    const authors = [...new Set(best('author').flatMap(names))];
    return { authors, ...(title !== undefined && { title }), ...(site !== undefined && { site }), ...(date !== undefined && { date }), ...(url !== undefined && { url }) };
  }

  private add(field: Field, rank: number, value: string | undefined): void {
    const plain = (value ?? '').replace(/\s+/g, ' ').trim();
    const read = field === 'date' ? day(plain) : field === 'url' ? webAddress(plain) : plain;
    // An author that is an address is a page about somebody.
    if (read && !(field === 'author' && webAddress(read))) this.found.push({ field, rank, value: read });
  }

  /** JSON-LD, as news sites have it. */
  private linkedData(text: string): void {
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch {
      return;
    }
    const rank = FALLBACK - 1;
    for (const item of items(data)) {
      if (typeof item.headline !== 'string') continue;
      this.add('title', rank, item.headline);
      this.add('date', rank, asText(item.datePublished));
      this.add('url', rank, asText(item.url));
      this.add('site', rank, named(item.publisher)[0]);
      for (const author of named(item.author)) this.add('author', rank, author);
    }
  }
}

function fieldOf(name: string | undefined): { field: Field; rank: number } | undefined {
  const wanted = name?.toLowerCase() ?? '';
  for (const field of Object.keys(NAMES) as Field[]) {
    const rank = NAMES[field].indexOf(wanted);
    if (rank >= 0) return { field, rank };
  }
  return undefined;
}

function items(data: unknown): Record<string, unknown>[] {
  if (Array.isArray(data)) return data.flatMap(items);
  if (typeof data !== 'object' || data === null) return [];
  const item = data as Record<string, unknown>;
  return [item, ...('@graph' in item ? items(item['@graph']) : [])];
}

function named(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(named);
  if (typeof value === 'string') return [value];
  return items(value).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `By Ann Marsh and Joseph Choi` is two names; `Marsh, Ann` is one. */
function names(text: string): string[] {
  const plain = text.replace(/^by:?\s+/i, '');
  const parts = plain.split(/\s+and\s+|\s*[;&]\s*/i).filter(Boolean);
  // With one comma and one word before it, the family name comes first.
  return parts.flatMap((part) => (/^[^\s,]+, [^,]+$/.test(part) ? [part.replace(/^([^,]+), (.*)$/, '$2 $1')] : part.split(/\s*,\s+/).filter(Boolean)));
}

/** The day, month or year at the start of `2021-09-07T10:00:00Z` or `2021/09`. Other dates are for a person to read. */
function day(text: string): string | undefined {
  const [, year, month, dayOfMonth] = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?![\d/-])/.exec(text) ?? [];
  if (year === undefined || Number(month ?? 1) > 12 || Number(dayOfMonth ?? 1) > 31) return undefined;
  return [year, month, dayOfMonth].filter((part) => part !== undefined).map((part) => part.padStart(2, '0')).join('-');
}

function webAddress(text: string): string | undefined {
  return /^https?:\/\/[^\s"<>]+$/i.test(text) ? text : undefined;
}
