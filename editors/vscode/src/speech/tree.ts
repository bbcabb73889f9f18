/** The tree of the *Speech* view: headings, and under them cards and analytics. Pure. */

import type { Brief, Entry, Heading } from '../brief';
import { totalsOf } from '../totals';
import { count, duration } from '../wording';

export interface SpeechNode {
  entry: Entry;
  children: SpeechNode[];
}

const LEVELS: Entry['kind'][] = ['pocket', 'hat', 'block'];

/** The entries as a tree, in document order. */
export function speechTree({ entries }: Brief): SpeechNode[] {
  const top: SpeechNode[] = [];
  const open: SpeechNode[] = [];
  for (const entry of entries) {
    const level = LEVELS.indexOf(entry.kind);
    const node = { entry, children: [] };
    while (level >= 0 && open.length > 0 && LEVELS.indexOf(open.at(-1)?.entry.kind ?? 'card') >= level) open.pop();
    (open.at(-1)?.children ?? top).push(node);
    if (level >= 0) open.push(node);
  }
  return top;
}

/** `Choi 21 · 40 s`, `3 cards · 2 min` */
export function description(brief: Brief, entry: Entry): string {
  if (entry.kind === 'analytic') return duration(entry.seconds);
  if (entry.kind === 'card') return [entry.cites[0]?.shortCite, duration(entry.seconds)].filter(Boolean).join(' · ');
  return headingDescription(brief, entry);
}

function headingDescription(brief: Brief, heading: Heading): string {
  const totals = totalsOf(brief, heading);
  return `${count(totals.cards, 'card')} · ${duration(totals.seconds)}`;
}
