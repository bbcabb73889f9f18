/** A card of pasted text, with the cite of its page. What the page does not say is left for the user to fill in. Pure. */

import type { Page } from './page';

/** Fixed text, or a gap with the words in it until it is filled in. */
export type Part = { text: string } | { gap: string };

/** Whether a page says enough for a cite: its title, and one more thing. */
export function isCitable({ title, authors, site, date, url }: Page): boolean {
  return title !== undefined && (authors.length > 0 || [site, date, url].some((field) => field !== undefined));
}

/** In the form of the server's cites: `Choi 21, Joseph Choi, …, 9-2-21, “Title,” The Hill, https://…, accessed 10-1-21`. */
export function card(page: Page, body: string, today: Date): Part[] {
  const { title = '', authors, site, date, url } = page;
  const fill = (value: string | undefined, gap: string): Part => (value === undefined ? { gap } : { text: value });
  const accessed = `${today.getMonth() + 1}-${today.getDate()}-${String(today.getFullYear()).slice(-2)}`;
  return [
    { text: '#### ' },
    { gap: 'What the evidence says' },
    { text: '\n\n' },
    fill(shortAuthor(authors), 'Last'),
    { text: ' ' },
    fill(date?.slice(2, 4), 'YY'),
    { text: ', ' },
    fill(authors.length > 0 ? list(authors) : undefined, 'First Last'),
    { text: ', ' },
    { gap: 'qualifications' },
    { text: ', ' },
    fill(date === undefined ? undefined : written(date), 'M-D-YY'),
    { text: `, ${quoted(title)} ` },
    fill(site, 'Publication'),
    { text: ', ' },
    fill(url, 'https://'),
    { text: `, accessed ${accessed}\n\n${body}` },
  ];
}

/** `Choi`, `Choi & Marsh`, `Choi et al.` */
function shortAuthor(authors: string[]): string | undefined {
  const [one, other, ...more] = authors.map(familyName);
  if (one === undefined || other === undefined) return one;
  return more.length > 0 ? `${one} et al.` : `${one} & ${other}`;
}

function familyName(name: string): string {
  const words = name.replace(/,?\s+(Jr|Sr)\.?$|\s+I{2,3}$/, '').split(' ');
  // `van der Berg`: small words belong to the name behind them.
  const first = words.findIndex((word, index) => index > 0 && /^(al-|d['’]|de|del|della|den|der|di|la|le|ten|van|von)/.test(word) && word === word.toLowerCase());
  return first > 0 ? words.slice(first).join(' ') : (words.at(-1) ?? name);
}

function list(names: string[]): string {
  return names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')}, and ${names.at(-1) ?? ''}`;
}

/** `9-7-21`; a month or a year as the page has it. */
function written(date: string): string {
  const [year = '', month, day] = date.split('-');
  return month !== undefined && day !== undefined ? `${Number(month)}-${Number(day)}-${year.slice(-2)}` : date;
}

/** `“Title,”`, `“Title?”` */
function quoted(title: string): string {
  const inner = title.replace(/[“"]([^”"]*)[”"]/g, '‘$1’').replace(/[,.]$/, '');
  return /[?!…]$/.test(inner) ? `“${inner}”` : `“${inner},”`;
}
